'use strict'
// Writes actors, records and labels straight into the AppView's index, by its own indexing code, skipping PDS and
// PLC: thousands of accounts in seconds instead of minutes.

const { AtUri } = require('@atproto/syntax')
const { cidForCbor } = require('@atproto/common')
const { jsonToLex } = require('@atproto/lexicon')

const ROWS_A_STATEMENT = 500
const WRITERS = 8
const LABELER = 'did:example:labeler' // the labeler that the test AppView listens to by default

async function insertInParts(rows, insert) {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await insert(rows.slice(from, from + ROWS_A_STATEMENT)).execute()
  }
}

function actorRow(actor, now) {
  return { did: actor.did, handle: actor.handle ?? null, indexedAt: actor.indexedAt ?? now }
}

function labelRow(label, now) {
  return { src: label.src ?? LABELER, uri: label.uri, cid: '', val: label.val, neg: false, cts: now, exp: null }
}

async function indexRecord(indexing, record, now) {
  const value = jsonToLex({ $type: record.collection, ...record.value })
  const cid = await cidForCbor(value)
  const uri = AtUri.make(record.did, record.collection, record.rkey)
  await indexing.indexRecord(uri, cid, value, 'create', record.indexedAt ?? now, { disableNotifs: true })
  return { uri: uri.toString(), cid: cid.toString() }
}

/** References to the records, in the order given. */
async function indexRecords(indexing, records, now) {
  const references = new Array(records.length)
  let next = 0
  async function writer() {
    for (let at = next++; at < records.length; at = next++) {
      references[at] = await indexRecord(indexing, records[at], now)
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return references
}

/** Overwrites the totals that indexing counted, so that an audience can look grown without a million records. */
function setCounts(db, rows) {
  return db.insertInto('profile_agg').values(rows).onConflict((conflict) =>
    conflict.column('did').doUpdateSet({
      followersCount: (row) => row.ref('excluded.followersCount'),
      followsCount: (row) => row.ref('excluded.followsCount'),
      postsCount: (row) => row.ref('excluded.postsCount'),
    }),
  )
}

function bulkWriter(bsky) {
  const { db } = bsky.db
  return async function write({ actors = [], records = [], labels = [], counts = [] }) {
    const now = new Date().toISOString()
    const actorRows = actors.map((actor) => actorRow(actor, now))
    await insertInParts(actorRows, (rows) => db.insertInto('actor').values(rows))
    const references = await indexRecords(bsky.sub.indexingSvc, records, now)
    await bsky.sub.background.processAll()
    const labelRows = labels.map((label) => labelRow(label, now))
    await insertInParts(labelRows, (rows) => db.insertInto('label').values(rows))
    await insertInParts(counts, (rows) => setCounts(db, rows))
    return { records: references }
  }
}

module.exports = { bulkWriter }
