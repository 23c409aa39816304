// Shares one document until a day: with the holder of a phone, a hospital or a doctor.
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Request } from '../../api/client.ts'
import { getDoctors } from '../../api/limits/get-doctors.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { postDocumentsGrants } from '../../api/limits/post-documents-grants.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import type { FileShown } from '../../files/AboutFile.tsx'
import { useUploadWords } from '../../files/AddFile.tsx'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { noteDone } from '../../session/done.ts'
import { Button } from '../../ui/Button.tsx'
import { choice, Radios } from '../../ui/choices.tsx'
import { Form, type Values } from '../../ui/Form.tsx'
import { type FormField, phone, pin, text } from '../../ui/fields.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMembers } from '../patients/family.ts'
import { OtherDay } from './OtherDay.tsx'

type Body = Request<'POST /v1/documents/grants'>['body']
type To = Pick<Body, 'toPhone' | 'toFacilityId' | 'toDoctorId'>

const WHOM = ['phone', 'facility', 'doctor'] as const
type Whom = (typeof WHOM)[number]

export default function SharePage() {
  const { t } = useText()
  const { documentId = '' } = useParams<{ documentId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/documents/{documentId}', { path: { documentId } })
  const members = useMembers()
  const name = members.data?.find(({ patientId }) => patientId === data?.patientId)?.name
  return (
    <Page title={t('files.sharing.title')} back={`/account/records/documents/${documentId}`} isPersonal>
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <>
          <p>
            <strong>{t('files.sharing.what', { title: data.title ?? '', name: name ?? '…' })}</strong>
          </p>
          <Sharing document={data} />
        </>
      )}
    </Page>
  )
}

function Sharing({ document }: { document: FileShown }) {
  const { t } = useText()
  const [whom, setWhom] = useState<Whom>('phone')
  return (
    <>
      <Radios
        name="whom"
        label={t('files.sharing.whom')}
        value={whom}
        onChange={(value) => setWhom(value as Whom)}
        options={WHOM.map((value) => ({ value, text: t(`files.sharing.kinds.${value}`) }))}
      />
      {whom === 'phone' && <ToPhone document={document} />}
      {whom === 'facility' && <ToFacility document={document} />}
      {whom === 'doctor' && <ToDoctor document={document} />}
    </>
  )
}

function ToPhone({ document }: { document: FileShown }) {
  const { t } = useText()
  const number = phone(postDocumentsGrants, 'toPhone', {
    label: t('files.sharing.phone'),
    hint: t('files.sharing.phoneHint'),
    isNeeded: true,
    wrong: 'files.sharing.wrong.toPhone',
  })
  return <Until document={document} to={number} />
}

function ToFacility({ document }: { document: FileShown }) {
  const { t } = useText()
  const [near, setNear] = useState<string>()
  const where = pin(getFacilities, 'pin', { label: t('files.sharing.pin'), isNeeded: true })
  return (
    <>
      <Form fields={[where]} onSubmit={async (entered) => setNear(entered.pin)}>
        {where.input}
        <Button kind="quiet">{t('files.sharing.find')}</Button>
      </Form>
      {near !== undefined && <Hospitals key={near} near={near} document={document} />}
    </>
  )
}

const FOUND_MAX = 50

function Hospitals({ near, document }: { near: string; document: FileShown }) {
  const { t } = useText()
  const query = { pin: near, kind: 'hospital', limit: FOUND_MAX } as const
  const { data, error, refetch } = useAnswer('GET /v1/facilities', { query })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.items.length === 0) return <p role="status">{t('files.sharing.nobody')}</p>
  const hospital = choice(postDocumentsGrants, 'toFacilityId', {
    label: t('files.sharing.facility'),
    options: data.items.map(({ facilityId, name, address }) => ({ value: facilityId, text: name, hint: address })),
    value: data.items.length === 1 ? data.items[0]?.facilityId : undefined,
    isNeeded: true,
    wrong: 'files.sharing.wrong.toFacilityId',
  })
  return <Until document={document} to={hospital} />
}

function ToDoctor({ document }: { document: FileShown }) {
  const { t } = useText()
  const [words, setWords] = useState<string>()
  const name = text(getDoctors, 'q', { label: t('files.sharing.doctorName'), isNeeded: true, autoComplete: 'off' })
  return (
    <>
      <Form fields={[name]} onSubmit={async (entered) => setWords(entered.q)}>
        {name.input}
        <Button kind="quiet">{t('files.sharing.find')}</Button>
      </Form>
      {words !== undefined && <Doctors key={words} words={words} document={document} />}
    </>
  )
}

function Doctors({ words, document }: { words: string; document: FileShown }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/doctors', { query: { q: words, limit: FOUND_MAX } })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.items.length === 0) return <p role="status">{t('files.sharing.nobody')}</p>
  const doctor = choice(postDocumentsGrants, 'toDoctorId', {
    label: t('files.sharing.doctor'),
    options: data.items.map(({ doctorId, name, practices }) => ({
      ...{ value: doctorId, text: name, hint: practices[0]?.name ?? '' },
    })),
    value: data.items.length === 1 ? data.items[0]?.doctorId : undefined,
    isNeeded: true,
    wrong: 'files.sharing.wrong.toDoctorId',
  })
  return <Until document={document} to={doctor} />
}

const SPANS = [3, 7, 30, 91] as const
const WEEK = 7
/** The server takes a year, counted with today. */
const DAYS_MAX = 365
const PURPOSES = ['second-opinion', 'treatment', 'family'] as const

/** Until when and what for. A week is chosen, so that one press is enough. */
function Until({ document: { documentId, patientId }, to }: { document: FileShown; to: FormField<To> }) {
  const { t, format } = useText()
  const [, navigate] = useLocation()
  const words = useUploadWords()
  const send = useSend('POST /v1/documents/grants')
  const until = choice(postDocumentsGrants, 'untilOn', {
    label: t('files.sharing.until'),
    options: SPANS.map((days) => {
      const value = addDays(today(), days)
      const hint = t('files.sharing.untilDay', { day: format.fullDay(value) })
      return { value, text: t(`files.sharing.spans.${days}`), hint }
    }),
    value: addDays(today(), WEEK),
  })
  const purposes = PURPOSES.map((each) => t(`files.sharing.purposes.${each}`))
  const purpose = choice(postDocumentsGrants, 'purpose', {
    label: t('files.sharing.purpose'),
    options: purposes.map((value) => ({ value, text: value })),
    value: purposes[0],
  })
  const last = addDays(today(), DAYS_MAX)
  const isWrong = (other: string): boolean => other !== '' && (other < today() || other > last)
  const share = async ({ untilOn, ...rest }: Omit<Body, 'patientId' | 'documentId'>, values: Values): Promise<void> => {
    const body = { ...rest, patientId, documentId, untilOn: values('other-day') || untilOn }
    const given = await send.mutateAsync({ body })
    noteDone(t('files.sharing.done', { day: format.fullDay(given.untilOn) }))
    navigate(`/account/records/documents/${documentId}`)
  }
  return (
    <Form
      fields={[to, until, purpose]}
      check={(_entered, values) =>
        isWrong(values('other-day')) ? [{ field: 'other-day', text: t('files.sharing.otherWrong') }] : []
      }
      wordsOf={words}
      onSubmit={share}
    >
      {to.input}
      {until.input}
      <OtherDay first={today()} last={last} />
      {purpose.input}
      <Button>{t('files.sharing.button')}</Button>
    </Form>
  )
}
