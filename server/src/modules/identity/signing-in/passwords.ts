// Hashes passwords with Argon2id, checks them, and refuses those on a list of common passwords.
import { hash, verify } from '@node-rs/argon2'
import { invalidField, Problem, unavailable } from '../../../platform/problem.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { findPasswordFault, toPassword } from '../rules.ts'

// OWASP's first choice: 46 MiB, one pass, one lane. Argon2id is the library's default.
const COST = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }

// A hash of random bytes that nobody knows. We check it when there is no account, so that both cases take equal time.
const NOBODY = '$argon2id$v=19$m=47104,t=1,p=1$5wok0w7MqZlc9NvzSyf6tw$PBSRKm5nvnVPvtnh/pTzM1aAZ+9vNZnpuP/kBox5UsE'

// The four threads of libuv do this work, and also check signatures of tokens and ask name servers. So hashing takes at
// most two of them. The queue has an end: a sign-in waits about two seconds at most, and then hears 503.
const HASHES_AT_ONCE = 2
const HASHES_WAITING_MAX = 100

/** Does the hashing of this process: a bounded number at a time, the rest in a bounded queue. */
const places = createBatch<() => Promise<unknown>, unknown>({
  sizeMax: 1,
  lanes: HASHES_AT_ONCE,
  waitingMax: HASHES_WAITING_MAX,
  overloaded: () => new Problem(unavailable, { detail: 'Too many people are signing in', retryAfterSeconds: 2 }),
  run: (works) => Promise.all(works.map((work) => work())),
})

const inPlace = <Result>(work: () => Promise<Result>) => places.submit(work) as Promise<Result>

/** Gives a new password for this phone in its normal form; throws a 400 that says why the password is refused. */
export async function readNewPassword(stated: string, phone: string): Promise<string> {
  const password = toPassword(stated)
  const fault = findPasswordFault(password, phone, await loadCommonPasswords())
  if (fault) throw invalidField(fault.pointer, fault.detail)
  return password
}

/** Gives the hash of a new password for this phone; throws a 400 that says why the password is refused. */
export async function hashNewPassword(stated: string, phone: string): Promise<string> {
  const password = await readNewPassword(stated, phone)
  return inPlace(() => hash(password, COST))
}

/** Whether the stated password matches the hash; takes the same time when there is no hash. */
export async function isPasswordOf(passwordHash: string | null | undefined, stated: string): Promise<boolean> {
  const matches = await inPlace(() => verify(passwordHash ?? NOBODY, toPassword(stated)))
  return matches && typeof passwordHash === 'string'
}

let common: Promise<ReadonlySet<string>> | undefined

/** About fifty thousand passwords that leaked most often, in lower case; loaded at the first use. */
async function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((password) => password.toLowerCase())),
  )
  return common
}
