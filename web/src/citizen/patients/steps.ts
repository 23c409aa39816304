// The questions about a new member: those of registering, without the ones about the account.
import { href } from '../../address.ts'
import { steps as registering } from '../identity/register/steps.ts'

const QUESTIONS = ['name', 'birth', 'gender', 'pin']

export const steps = registering.filter(({ name }) => QUESTIONS.includes(name))

/** The address of a question. */
export const stepHref = (nth: number, back: string | undefined): string =>
  href(`/account/family/new/${steps[nth]?.name}`, { back })

export const checkMemberHref = (back: string | undefined): string => href('/account/family/new/check', { back })
