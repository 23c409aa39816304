// The keys and withdrawals with which this device verifies cards: read from Sehat, and kept for places without a line.
import type { Material } from './verify-card.ts'

const STORAGE_KEY = 'sehat.cards'
const LISTS = '/v1/vaccination/cards/.well-known'
const TIME_LIMIT_MS = 8_000
/** A device that was offline for longer must say so: a certificate may have been withdrawn since. */
export const FRESH_MS = 7 * 86_400_000

export interface Found {
  readonly material: Material | undefined
  /** Whether Sehat gave it just now. */
  readonly isFresh: boolean
}

/** The material of now. Without a connection, the material that this device read last. */
export async function findMaterial(): Promise<Found> {
  try {
    const material = await readMaterial()
    keepMaterial(material)
    return { material, isFresh: true }
  } catch {
    return { material: readKept(), isFresh: false }
  }
}

async function readMaterial(): Promise<Material> {
  const [{ keys }, { items }] = await Promise.all([
    read<{ keys: Material['keys'] }>(`${LISTS}/jwks.json`),
    read<{ items: { code: string; name: string; cvxCode?: string }[] }>('/v1/vaccination/vaccines'),
  ])
  const lists = await Promise.all(keys.map(({ kid }) => read<{ rids: string[] }>(`${LISTS}/crl/${kid}.json`)))
  return {
    keys,
    withdrawn: Object.fromEntries(keys.map(({ kid }, nth) => [kid, lists[nth]?.rids ?? []])),
    vaccines: Object.fromEntries(
      items.flatMap(({ code, name, cvxCode }) => [[code, name], ...(cvxCode ? [[`cvx ${cvxCode}`, name]] : [])]),
    ),
    readAt: new Date().toISOString(),
  }
}

async function read<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(TIME_LIMIT_MS) })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return (await answer.json()) as Answer
}

function keepMaterial(material: Material): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(material))
  } catch {
    // The storage is full or not allowed. Then this page works only with a connection.
  }
}

function readKept(): Material | undefined {
  const text = localStorage.getItem(STORAGE_KEY)
  return text === null ? undefined : (JSON.parse(text) as Material)
}
