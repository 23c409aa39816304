// The website of a request: passkeys hold for its name, and only its pages may use them.
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../../platform/problem.ts'
import { noPasskeysHere } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'
import { findRelyingParty, type RelyingParty } from './rules.ts'

/** Throws `noPasskeysHere` under an address of digits. */
export function readWebsite({ config }: IdentityContext, { host }: FastifyRequest): RelyingParty {
  const party = findRelyingParty(host, config.hosts)
  if (!party) throw new Problem(noPasskeysHere)
  return party
}
