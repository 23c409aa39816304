// The page where the person was before signing in. The sign-in and registration pages pass it on.
import { useSearch } from 'wouter'
import { safeBack } from '../../../session/session.ts'

export function useBack(): string | undefined {
  return safeBack(new URLSearchParams(useSearch()).get('back'))
}
