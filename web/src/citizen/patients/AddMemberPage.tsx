// Adding a person to the family: one question on each page, then a check of all answers.
import { Redirect, useLocation, useParams, useSearch } from 'wouter'
import { href } from '../../address.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Page } from '../../ui/Page.tsx'
import { isAnswered } from '../identity/register/RegisterPage.tsx'
import { useBack } from '../identity/sign-in/back.ts'
import { type NewMember, newMember } from './draft.ts'
import { useMembers } from './family.ts'
import { checkMemberHref, stepHref, steps } from './steps.ts'

export default function AddMemberPage() {
  const { t, has } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const isChange = new URLSearchParams(useSearch()).has('change')
  const { step: name = steps[0]?.name } = useParams<{ step?: string }>()
  const known = newMember.use()
  const members = useMembers()
  const nth = steps.findIndex((step) => step.name === name)
  const step = steps[nth]
  // A reload loses the answers. Then continue at the first question without an answer.
  const open = steps.findIndex(({ name: each }) => !isAnswered(each, known))
  if (!step || (open >= 0 && open < nth)) return <Redirect to={stepHref(Math.max(0, open), back)} replace />

  const submit = (answer: Partial<NewMember>): void => {
    newMember.change(answer)
    const next = nth + 1
    go(isChange || next === steps.length ? checkMemberHref(back) : stepHref(next, back))
  }
  const before = nth === 0 ? (back ?? '/account') : stepHref(nth - 1, back)
  // Most families live together, so suggest the PIN code of the account holder.
  const home = members.data?.find(({ isAccountHolder }) => isAccountHolder)?.pin
  // Use the words about another person where they exist, otherwise those of registering.
  const tell = (key: string): string => {
    const question = key.slice(key.indexOf('.') + 1)
    const own = `family.add.${question}`
    return has(own) ? t(own) : t(key)
  }
  const field = step.ask(home === undefined ? known : { pin: home, ...known }, tell)
  return (
    <Page
      key={step.name}
      title={tell(`register.${step.name}.title`)}
      caption={t('family.add.caption', { nth: nth + 1, all: steps.length })}
      back={isChange ? checkMemberHref(back) : before}
      isPersonal
    >
      <Form key={step.name === 'pin' ? home : step.name} fields={[field]} onSubmit={submit}>
        {field.input}
        <Button>{t('ui.continue')}</Button>
      </Form>
      {nth === 0 && <p className="soft">{t('family.add.use')}</p>}
    </Page>
  )
}

export const changeMemberHref = (name: string, back: string | undefined): string =>
  href(`/account/family/new/${name}`, { change: 'yes', back })
