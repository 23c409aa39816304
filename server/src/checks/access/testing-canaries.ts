// Makes values that are easy to find, called canaries, and searches for them in every form that a program may keep.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { hasVerhoeffDigit } from '../../platform/http/formats.ts'

export type Kind = 'phone' | 'name' | 'password' | 'otp' | 'aadhaar' | 'token'

export interface Canary {
  readonly kind: Kind
  readonly value: string
}

/** An Aadhaar number that belongs to nobody. With `isRight: false` its check digit is wrong. */
export function aadhaarOf(elevenDigits: string, { isRight = true } = {}): string {
  const digit = [...'0123456789'].find((last) => hasVerhoeffDigit(elevenDigits + last) === isRight)
  return `${elevenDigits}${digit}`
}

const plainHashes = (value: string): string[] =>
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) => {
    const digest = createHash(name).update(value).digest()
    return [digest.toString('hex'), digest.toString('base64'), digest.toString('base64url')]
  })

// Search for hashes without a key too: anybody can try all phone or Aadhaar numbers and so find the number of a hash.
function formsOf({ kind, value }: Canary): string[] {
  const encoded = [Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64url')]
  const hashes = [value, ...(kind === 'phone' ? [value.slice(3)] : [])].flatMap(plainHashes)
  if (kind === 'phone') return [value.slice(3), ...encoded, ...hashes]
  if (kind === 'name') return [value.split(' ')[0] as string, value.split(' ')[1] as string]
  if (kind === 'token') return [value.split('.').at(-1) as string, value.slice(0, 60), ...hashes]
  if (kind !== 'aadhaar') return [value, ...encoded, ...hashes]
  const grouped = [' ', '-', '.'].map((sign) => value.replace(/(\d{4})(\d{4})(\d{4})/, `$1${sign}$2${sign}$3`))
  return [value, value.slice(0, 8), ...grouped, ...encoded, ...hashes]
}

export interface Search {
  /** The kinds of canary that a text contains. */
  find(text: string): Kind[]
}

export function searchFor(canaries: readonly Canary[]): Search {
  const forms = canaries.flatMap((canary) =>
    formsOf(canary).map((form) => ({ kind: canary.kind, pattern: toPattern(canary.kind, form) })),
  )
  return {
    find: (text) => [...new Set(forms.filter(({ pattern }) => pattern.test(text)).map(({ kind }) => kind))],
  }
}

// A code counts only when it stands alone, because its six digits can occur by chance in a longer number. Only names
// ignore case.
function toPattern(kind: Kind, form: string): RegExp {
  const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (kind === 'otp' && /^\d+$/.test(form)) return new RegExp(`(?<![0-9a-f.])${form}(?![0-9a-f])`)
  return new RegExp(escaped, kind === 'name' ? 'i' : '')
}

/** The columns of all schemas that contain a canary: `identity.accounts.phone holds phone`. */
export async function findInTables(pool: pg.Pool, search: Search): Promise<string[]> {
  const tables = await pool.query(
    `select format('select to_jsonb(t) as row from %I.%I t', schemaname, tablename) as query,
       schemaname || '.' || tablename as name
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found = new Set<string>()
  for (const { query, name } of tables.rows as { query: string; name: string }[]) {
    const { rows } = await pool.query(query)
    for (const { row } of rows as { row: Record<string, unknown> }[]) {
      for (const [column, value] of Object.entries(row)) {
        const text = typeof value === 'string' ? value : JSON.stringify(value)
        for (const kind of search.find(text)) found.add(`${name}.${column} holds ${kind}`)
      }
    }
  }
  return [...found].sort()
}
