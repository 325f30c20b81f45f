'use strict'
// The packages listen on every interface (`app.listen(port)`); a test network must be reachable from here only.

const net = require('node:net')

const HOST = '127.0.0.1'
const listen = net.Server.prototype.listen

const isPort = (value) => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))

net.Server.prototype.listen = function listenOnLoopback(...given) {
  const [where, next] = given
  if (where !== null && typeof where === 'object' && where.port !== undefined) {
    given[0] = { ...where, host: HOST }
  } else if (isPort(where)) {
    given.splice(1, typeof next === 'string' ? 1 : 0, HOST)
  }
  return listen.apply(this, given)
}
