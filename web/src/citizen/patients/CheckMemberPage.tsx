// Shows all answers about a new member of the family, each with a link to change it. Then registers the member.
import { useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { noteAnswer } from '../../api/cache.ts'
import type { Answer } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { noteDone } from '../../session/done.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
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
  const [doubt, setDoubt] = useState<readonly Known[]>()
  const open = steps.findIndex(({ name }) => !isAnswered(name, known))
  if (open >= 0) return <Redirect to={stepHref(open, back)} replace />
  const said = known as NewMember

  /** Goes back to where the person came from. Somebody added on the way to a booking is chosen for that booking. */
  const finish = (patientId: string): void => {
    const { patientIds = [] } = bookingDraft.read()
    if (back?.startsWith('/book/')) bookingDraft.change({ patientIds: [...new Set([...patientIds, patientId])] })
    go(back ?? '/account', { replace: true })
    newMember.clear()
  }
  const submit = async (): Promise<void> => {
    const member = await addOrAsk()
    if (!member) return
    // Write the member into the kept list now. Otherwise the next page would first show the list without the new
    // member.
    noteAnswer('GET /v1/patients', {}, (known) => known && { items: [...known.items, member] })
    noteDone(t('register.added', { name: member.name }))
    finish(member.patientId)
  }
  const addOrAsk = async (): Promise<Answer<'POST /v1/patients'> | undefined> => {
    try {
      return await add.mutateAsync({ body: doubt ? { ...said, confirmedNew: true } : said })
    } catch (error) {
      if (!isProblem(error, 'patient-may-exist')) throw error
      setDoubt(error.members.candidates as readonly Known[])
      return undefined
    }
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
      {doubt && <SamePerson said={said} known={doubt} onSame={finish} />}
      <Form onSubmit={submit}>
        <Button kind={doubt ? 'quiet' : 'main'}>
          {doubt ? t('family.same.another', { name: said.name }) : t('family.add.button')}
        </Button>
      </Form>
    </Page>
  )
}

/** A member of the family who is like the person that somebody wants to add. */
interface Known {
  readonly patientId: string
  readonly name: string
  readonly birthDate?: string
  readonly birthYear: number
}

interface SamePersonProps {
  readonly said: NewMember
  readonly known: readonly Known[]
  readonly onSame: (patientId: string) => void
}

/** Shows what was typed beside the members who exist. If it is the same person, nobody is added. */
function SamePerson({ said, known, onSame }: SamePersonProps) {
  const { t, format } = useText()
  const tell = ({ name, birthDate, birthYear }: Pick<NewMember, 'name' | 'birthDate' | 'birthYear'>): string =>
    t('family.same.born', { name, birth: birthDate === undefined ? String(birthYear) : format.day(birthDate) })
  return (
    <Notice kind="warning" title={t('family.same.title')} takesFocus>
      <p>
        {t('family.same.typed')} <strong>{tell(said)}</strong>
      </p>
      {known.map((member) => (
        <div key={member.patientId}>
          <p>
            {t('family.same.known')} <strong>{tell(member)}</strong>
          </p>
          <Button onClick={() => onSame(member.patientId)}>{t('family.same.yes', { name: member.name })}</Button>
        </div>
      ))}
    </Notice>
  )
}
