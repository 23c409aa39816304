// Decides whether a line says well enough how its medicine gets into the body. An injection must. Pure.
import type { RxLine } from '../contract.ts'

/** As lists and doctors write it: `Ceftriaxone Injection IP 1 g`, `Inj. ceftriaxone`, `infusion`. */
const INJECTED = /\b(?:inj|injections?|injectables?|infusions?)\b/i
const WAYS_OF_INJECTIONS = new Set<RxLine['route']>(['subcutaneous', 'intramuscular', 'intravenous'])

type Way = Pick<RxLine, 'genericName' | 'form' | 'route' | 'instructions'>

/** An injection of which nobody says where it goes. A rare way, such as into a joint, stands in the instructions. */
export function isWayMissing({ genericName, form, route, instructions = '' }: Way): boolean {
  if (!INJECTED.test(`${form} ${genericName}`) || WAYS_OF_INJECTIONS.has(route)) return false
  return route !== 'other' || instructions === ''
}
