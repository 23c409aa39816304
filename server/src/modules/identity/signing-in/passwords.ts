// Hashes passwords with Argon2id, checks them, and refuses those on a list of common passwords.
import { hash, verify } from '@node-rs/argon2'
import { invalidField } from '../../../platform/problem.ts'
import { findPasswordFault, toPassword } from '../rules.ts'

// OWASP's first choice: 46 MiB, one pass, one lane. Argon2id is the library's default. The four threads of libuv do the
// work, so any number of sign-ins at the same time takes at most 184 MiB.
const COST = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }

// A hash of random bytes that nobody knows. We check it when there is no account, so that both cases take equal time.
const NOBODY = '$argon2id$v=19$m=47104,t=1,p=1$5wok0w7MqZlc9NvzSyf6tw$PBSRKm5nvnVPvtnh/pTzM1aAZ+9vNZnpuP/kBox5UsE'

/** Gives the hash of a new password for this phone; throws a 400 that says why the password is refused. */
export async function hashNewPassword(stated: string, phone: string): Promise<string> {
  const password = toPassword(stated)
  const fault = findPasswordFault(password, phone, await loadCommonPasswords())
  if (fault) throw invalidField(fault.pointer, fault.detail)
  return hash(password, COST)
}

/** Whether the stated password matches the hash; takes the same time when there is no hash. */
export async function isPasswordOf(passwordHash: string | null | undefined, stated: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, toPassword(stated))
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
