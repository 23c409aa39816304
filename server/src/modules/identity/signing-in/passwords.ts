// Passwords: hashed with Argon2id, and compared with a list of those that are guessed first.
import { hash, verify } from '@node-rs/argon2'
import { invalidField } from '../../../platform/problem.ts'
import { findPasswordFault, toPassword } from '../rules.ts'

// OWASP's first choice: 46 MiB, one pass, one lane; Argon2id is the library's default. The work is done by the four
// threads of libuv, so that any number of sign-ins at once takes at most 184 MiB.
const COST = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }

// A hash of random bytes that nobody knows: an account that does not exist costs as much to check as one that does.
const NOBODY = '$argon2id$v=19$m=47104,t=1,p=1$5wok0w7MqZlc9NvzSyf6tw$PBSRKm5nvnVPvtnh/pTzM1aAZ+9vNZnpuP/kBox5UsE'

/** The hash of a password that somebody chose for this phone, or a 400 that tells why it cannot be taken. */
export async function hashNewPassword(stated: string, phone: string): Promise<string> {
  const password = toPassword(stated)
  const fault = findPasswordFault(password, phone, await loadCommonPasswords())
  if (fault) throw invalidField(fault.pointer, fault.detail)
  return hash(password, COST)
}

/** Whether this is the password behind the hash; takes the same time where there is none. */
export async function isPasswordOf(passwordHash: string | null | undefined, stated: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, toPassword(stated))
  return matches && typeof passwordHash === 'string'
}

let common: Promise<ReadonlySet<string>> | undefined

/** Some fifty thousand passwords that leaked most often, in lower case; read when the first is asked for. */
async function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((password) => password.toLowerCase())),
  )
  return common
}
