// Hospitals of other chains that a family lets read its visits: which, until when and why; to give and to withdraw.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { putPatientsGrantsByFacilityId } from '../../api/limits/put-patients-grants-by-facility-id.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { pin } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import '../audit/readers.css'

type Grant = Answer<'GET /v1/patients/{patientId}/grants'>['items'][number]

const PURPOSES = ['treatment', 'second-opinion', 'follow-up', 'other'] as const
/** The server takes at most a year, counted with today. */
const SPANS = { week: 7, month: 30, quarter: 91, year: 365 } as const

export default function GrantsPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('grants.title')} back="/account/visits" isPersonal>
      <p>{t('grants.intro')}</p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        <>
          {members.data.map((member) => (
            <GrantsOf key={member.patientId} member={member} />
          ))}
          <Giving members={members.data} />
        </>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function GrantsOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const path = { patientId }
  const { data, error, refetch } = useAnswer('GET /v1/patients/{patientId}/grants', { path })
  const withdraw = useSend('DELETE /v1/patients/{patientId}/grants/{facilityId}')
  const [gone, setGone] = useState<Grant>()
  const end = async (grant: Grant): Promise<void> => {
    await withdraw.mutateAsync({ path: { patientId, facilityId: grant.facilityId } })
    setGone(grant)
  }
  return (
    <section className="readers">
      <h2>{name}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {withdraw.error && <Failure error={withdraw.error} takesFocus />}
      {gone && (
        <Notice
          key={gone.facilityId}
          kind="good"
          takesFocus
          title={t('grants.withdrawn', { place: gone.facilityName })}
        >
          <p>{t('grants.withdrawnNext')}</p>
        </Notice>
      )}
      {data?.items.length === 0 && <p>{t('grants.none', { name })}</p>}
      <ul className="plain">
        {data?.items.map((grant) => (
          <One key={grant.facilityId} grant={grant} onWithdraw={() => void end(grant).catch(() => undefined)} />
        ))}
      </ul>
    </section>
  )
}

function One({ grant, onWithdraw }: { grant: Grant; onWithdraw: () => void }) {
  const { t, format } = useText()
  const { facilityName, untilOn, givenAt, purpose } = grant
  return (
    <li className="reader">
      <p>
        <strong>{facilityName}</strong>
      </p>
      <p>{t('grants.until', { day: format.fullDay(untilOn) })}</p>
      <p>{t('grants.for', { purpose: t(`grants.purposes.${purpose}`) })}</p>
      <p className="soft">{t('grants.since', { time: format.instant(givenAt) })}</p>
      <p>
        <Button kind="quiet" onClick={onWithdraw}>
          {t('grants.withdraw')} <span className="visually-hidden">{facilityName}</span>
        </Button>
      </p>
    </li>
  )
}

/** First the PIN finds hospitals, then one of them, the reason and the last day are chosen. */
function Giving({ members }: { members: readonly Member[] }) {
  const { t, format } = useText()
  const [near, setNear] = useState<string>()
  const [given, setGiven] = useState<Grant>()
  const where = pin(getFacilities, 'pin', { isNeeded: true })
  return (
    <section>
      <h2>{t('grants.give')}</h2>
      {given && (
        <Notice key={given.givenAt} kind="good" takesFocus title={t('grants.given', { place: given.facilityName })}>
          <p>{t('grants.until', { day: format.fullDay(given.untilOn) })}</p>
        </Notice>
      )}
      <p>{t('grants.who')}</p>
      <Form fields={[where]} onSubmit={async (entered) => setNear(entered.pin)}>
        {where.input}
        <Button kind="quiet">{t('grants.find')}</Button>
      </Form>
      {near !== undefined && (
        <Near
          key={near}
          pin={near}
          members={members}
          onGiven={(grant) => {
            setGiven(grant)
            setNear(undefined)
          }}
        />
      )}
    </section>
  )
}

interface NearProps {
  readonly pin: string
  readonly members: readonly Member[]
  readonly onGiven: (grant: Grant) => void
}

function Near({ pin: near, members, onGiven }: NearProps) {
  const { t } = useText()
  const query = { pin: near, kind: 'hospital', limit: 50 } as const
  const { data, error, refetch } = useAnswer('GET /v1/facilities', { query })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.items.length === 0) {
    return (
      <p role="status">
        <strong>{t('grants.noHospital', { pin: near })}</strong>
      </p>
    )
  }
  return <GiveForm hospitals={data.items} members={members} onGiven={onGiven} />
}

type Hospitals = Answer<'GET /v1/facilities'>['items']

function GiveForm({ hospitals, members, onGiven }: Omit<NearProps, 'pin'> & { readonly hospitals: Hospitals }) {
  const { t, format } = useText()
  const send = useSend('PUT /v1/patients/{patientId}/grants/{facilityId}')
  const person = choice(putPatientsGrantsByFacilityId, 'patientId', {
    label: t('grants.person'),
    options: members.map(({ patientId, name }) => ({ value: patientId, text: name })),
    value: members[0]?.patientId,
    wrong: 'grants.wrong.person',
  })
  const hospital = choice(putPatientsGrantsByFacilityId, 'facilityId', {
    label: t('grants.hospital'),
    options: hospitals.map(({ facilityId, name, address }) => ({ value: facilityId, text: name, hint: address })),
    value: hospitals.length === 1 ? hospitals[0]?.facilityId : undefined,
    wrong: 'grants.wrong.hospital',
  })
  const purpose = choice(putPatientsGrantsByFacilityId, 'purpose', {
    label: t('grants.purpose'),
    options: PURPOSES.map((value) => ({ value, text: t(`grants.purposes.${value}`) })),
    isNeeded: true,
    wrong: 'grants.wrong.purpose',
  })
  const until = choice(putPatientsGrantsByFacilityId, 'untilOn', {
    label: t('grants.howLong'),
    options: (['week', 'month', 'quarter', 'year'] as const).map((span) => {
      const value = addDays(today(), SPANS[span])
      return { value, text: t(`grants.spans.${span}`), hint: t('grants.until', { day: format.fullDay(value) }) }
    }),
    wrong: 'grants.wrong.until',
  })
  return (
    <Form
      fields={[person, hospital, purpose, until]}
      onSubmit={async ({ patientId, facilityId, ...body }) =>
        onGiven(await send.mutateAsync({ path: { patientId, facilityId }, body }))
      }
    >
      {members.length > 1 ? person.input : <input type="hidden" name="patientId" value={members[0]?.patientId} />}
      {hospital.input}
      {purpose.input}
      {until.input}
      <p>{t('grants.warning')}</p>
      <Button>{t('grants.button')}</Button>
    </Form>
  )
}
