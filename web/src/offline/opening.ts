// Opens what this device keeps of the person who is signed in, when no answer of the server comes.
import { queryClient } from '../api/cache.ts'
import { findSession, type KeptSession, listAnswers } from './answers.ts'

/** `identity`: whose sign-in this browser has. Puts the kept answers where pages look for answers. */
export function openKept(identity: string | null): KeptSession | undefined {
  const accountId = identity?.split(' ', 1)[0] ?? ''
  const session = findSession(localStorage, accountId, Date.now())
  if (!session) return undefined
  for (const { key, answer, atMs } of listAnswers(localStorage, accountId, Date.now())) {
    // Newer answers stay. An old one is stale at once, so pages ask again as soon as they can.
    if (queryClient.getQueryData(key) === undefined) queryClient.setQueryData(key, answer, { updatedAt: atMs })
  }
  return session
}
