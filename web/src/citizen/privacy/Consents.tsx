// What each member of the family says yes or no to: the words, when it was decided, and a button to change it.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import '../patients/family.css'
import { useWords } from './words.ts'

type Consents = Answer<'GET /v1/privacy/consents'>
type Purpose = Consents['purposes'][number]
type Consent = Consents['items'][number]

interface Said {
  readonly name: string
  readonly isGiven: boolean
}

export function Consents() {
  const { t } = useText()
  const words = useWords()
  const members = useMembers()
  const consents = useAnswer('GET /v1/privacy/consents', {})
  const send = useSend('POST /v1/privacy/consents')
  const [said, setSaid] = useState<Said>()
  const error = members.error ?? consents.error
  if (error) return <Failure error={error} onRetry={() => void Promise.all([members.retry(), consents.refetch()])} />
  if (!members.data || !consents.data) return <Loading />
  const { purposes, items } = consents.data
  const decide = async ({ patientId, name }: Member, { purpose, textVersion }: Purpose, isGiven: boolean) => {
    setSaid(undefined)
    await send.mutateAsync({ body: { patientId, purpose, textVersion, isGiven } })
    setSaid({ name, isGiven })
  }
  return (
    <>
      {said && (
        <Notice
          key={`${said.name} ${said.isGiven}`}
          kind="good"
          takesFocus
          title={t(said.isGiven ? 'privacy.consents.saidYes' : 'privacy.consents.saidNo', { name: said.name })}
        />
      )}
      {send.error && <Failure error={send.error} takesFocus />}
      {purposes.map((purpose) => (
        <section key={purpose.purpose}>
          <h3>{words(purpose.title)}</h3>
          <p>{words(purpose.text)}</p>
          <ul className="plain members">
            {members.data?.map((member) => (
              <Decision
                key={member.patientId}
                member={member}
                purpose={purpose}
                newest={items.find((one) => one.patientId === member.patientId && one.purpose === purpose.purpose)}
                onDecide={(isGiven) => void decide(member, purpose, isGiven).catch(() => undefined)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

interface DecisionProps {
  readonly member: Member
  readonly purpose: Purpose
  /** The decision that holds; undefined when nobody has decided. */
  readonly newest: Consent | undefined
  readonly onDecide: (isGiven: boolean) => void
}

function Decision({ member, purpose, newest, onDecide }: DecisionProps) {
  const { t, format } = useText()
  const isAllowed = newest?.isGiven ?? purpose.isAllowedBefore
  const at = newest?.withdrawnAt ?? newest?.givenAt
  return (
    <li className="member">
      <h4>{member.name}</h4>
      <p>
        <Tag kind={isAllowed ? 'good' : 'warning'}>{t(isAllowed ? 'privacy.consents.yes' : 'privacy.consents.no')}</Tag>
      </p>
      <p className="soft">
        {at === undefined ? t('privacy.consents.undecided') : t('privacy.consents.since', { at: format.instant(at) })}
      </p>
      <Button kind="quiet" onClick={() => onDecide(!isAllowed)}>
        {t(isAllowed ? 'privacy.consents.sayNo' : 'privacy.consents.sayYes')}{' '}
        <span className="visually-hidden">{member.name}</span>
      </Button>
    </li>
  )
}
