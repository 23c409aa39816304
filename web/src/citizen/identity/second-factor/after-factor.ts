// Where people go on after the second factor: to the page of before, or to their start page.
import { useLocation } from 'wouter'
import type { Account } from '../../../session/account.ts'
import { homeOf } from '../../../session/session.ts'
import { useBack } from '../sign-in/back.ts'

export function useAfterFactor(): (account: Account) => void {
  const [, go] = useLocation()
  const back = useBack()
  return (account) => go(back ?? homeOf(account), { replace: true })
}
