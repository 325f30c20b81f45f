'use strict'
// A small real Bluesky network on 127.0.0.1: PLC directory, PDS, AppView with its data plane, and a control
// server for what only a test may do. Settings come as environment variables from network.py; READY_FILE is
// written once everything answers. Ends on SIGTERM, and by itself when standard input closes (the test died).

require('./loopback.cjs')

const fs = require('node:fs')
const http = require('node:http')
const { TestPlc, TestPds, TestBsky, mockNetworkUtilities } = require('@atproto/dev-env')
const { bulkWriter } = require('./bulk.cjs')

const SETTLE_WITHIN_MS = 60_000
const CLOSE_WITHIN_MS = 8_000

function setting(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

const port = (name) => Number(setting(name))

async function startNetwork() {
  const plc = await TestPlc.create({ port: port('PLC_PORT') })
  const bsky = await TestBsky.create({
    port: port('APPVIEW_PORT'),
    plcUrl: plc.url,
    pdsPort: port('PDS_PORT'),
    repoProvider: `ws://localhost:${port('PDS_PORT')}`,
    dbPostgresUrl: setting('DATABASE_URL'),
    dbPostgresSchema: 'appview',
    publicUrl: `http://localhost:${port('APPVIEW_PORT')}`,
  })
  const pds = await TestPds.create({
    port: port('PDS_PORT'),
    hostname: 'localhost',
    didPlcUrl: plc.url,
    bskyAppViewUrl: bsky.url,
    bskyAppViewDid: bsky.ctx.cfg.serverDid,
    enableDidDocWithSession: true,
    rateLimitsEnabled: process.env.PDS_RATE_LIMITS === '1',
  })
  mockNetworkUtilities(pds, bsky)
  return { plc, pds, bsky }
}

/** Waits until the AppView has indexed everything that the PDS has written. */
async function settle({ pds, bsky }) {
  await pds.processAll()
  const written = await pds.ctx.sequencer.curr()
  const deadline = Date.now() + SETTLE_WITHIN_MS
  while (Date.now() < deadline) {
    await bsky.sub.processAll()
    const indexed = await bsky.sub.runner.getCursor()
    if (!written || (indexed && indexed >= written)) return { written, indexed }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`the AppView did not catch up within ${SETTLE_WITHIN_MS} ms`)
}

async function jsonBody(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text ? JSON.parse(text) : {}
}

function controlServer(network) {
  const { dataplane } = network.bsky.ctx
  const actions = {
    '/settle': () => settle(network),
    '/takedown': ({ did }) => dataplane.takedownActor({ did }),
    '/untakedown': ({ did }) => dataplane.untakedownActor({ did }),
    '/bulk': bulkWriter(network.bsky),
  }
  return http.createServer(async (request, response) => {
    const action = actions[request.url]
    let answer = {}
    try {
      if (action) answer = (await action(await jsonBody(request))) ?? {}
      response.statusCode = action ? 200 : 404
    } catch (error) {
      response.statusCode = 500
      answer = { error: String(error?.stack ?? error) }
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
}

function closeOnce(network, control) {
  let closing = false
  return async () => {
    if (closing) return
    closing = true
    setTimeout(() => process.exit(0), CLOSE_WITHIN_MS).unref()
    control.close()
    await Promise.allSettled([network.bsky.close(), network.pds.close(), network.plc.close()])
    process.exit(0)
  }
}

async function main() {
  const network = await startNetwork()
  const control = controlServer(network)
  await new Promise((resolve) => control.listen(port('CONTROL_PORT'), resolve))

  const close = closeOnce(network, control)
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  process.stdin.on('end', close).on('error', close).resume()

  fs.writeFileSync(setting('READY_FILE'), 'ready')
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
