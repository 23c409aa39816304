// Shows all answers about a new member of the family, each with a link to change it. Then registers the member.
import { Redirect, useLocation } from 'wouter'
import { noteAnswer } from '../../api/cache.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Page } from '../../ui/Page.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { isAnswered } from '../identity/register/RegisterPage.tsx'
import { useBack } from '../identity/sign-in/back.ts'
import { bookingDraft } from '../vaccination/booking/draft.ts'
import { changeMemberHref } from './AddMemberPage.tsx'
import { type NewMember, newMember } from './draft.ts'
import { stepHref, steps } from './steps.ts'

export default function CheckMemberPage() {
  const { t, format } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const known = newMember.use()
  const add = useSend('POST /v1/patients')
  const open = steps.findIndex(({ name }) => !isAnswered(name, known))
  if (open >= 0) return <Redirect to={stepHref(open, back)} replace />
  const said = known as NewMember

  const submit = async (): Promise<void> => {
    const member = await add.mutateAsync({ body: said })
    // Write the member into the kept list now. Otherwise the next page would first show the list without the new
    // member.
    noteAnswer('GET /v1/patients', {}, (known) => known && { items: [...known.items, member] })
    // A person added on the way to a booking is chosen for that booking.
    if (back?.startsWith('/book/')) {
      bookingDraft.change({ patientIds: [...(bookingDraft.read().patientIds ?? []), member.patientId] })
    }
    go(back ?? '/account', { replace: true })
    newMember.clear()
  }

  const shown: Readonly<Record<string, string>> = {
    name: said.name,
    birth: said.birthDate === undefined ? String(said.birthYear) : format.day(said.birthDate),
    gender: t(`register.gender.${said.gender}`),
    pin: said.pin,
  }
  return (
    <Page title={t('register.check.title')} back={stepHref(steps.length - 1, back)} isPersonal>
      <SummaryList
        rows={steps.map(({ name }) => ({
          label: t(`register.${name}.short`),
          value: shown[name],
          changeHref: changeMemberHref(name, back),
        }))}
      />
      <Form onSubmit={submit}>
        <Button>{t('family.add.button')}</Button>
      </Form>
    </Page>
  )
}
