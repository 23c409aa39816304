// One choice: what the customer sent beside each person who was found, and the decision.
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form, useFieldError } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { type Compared, PeopleCompared } from '../patients/PeopleCompared.tsx'
import { StaffPage } from '../StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useCustomerName } from './customer-names.ts'
import './linking.css'

type Review = Answer<'GET /v1/linkage/reviews/{workflowId}'>
type Candidate = Review['candidates'][number]
type Person = NonNullable<Review['sent']>

const NONE = 'none'

export default function ReviewPage() {
  const { t } = useText()
  const { workflowId } = useParams<{ workflowId: string }>()
  const request = { path: { workflowId } }
  const [isDone, setDone] = useState<'linked' | 'none'>()
  const read = useAnswer('GET /v1/linkage/reviews/{workflowId}', request, { freshMs: 0, enabled: !isDone })
  const { data, error } = read
  return (
    <StaffPage key={workflowId} title={t('staff.reviews.one')} back="/staff/reviews">
      {isDone && <Done workflowId={workflowId} outcome={isDone} />}
      {!isDone && error && !data && <Failure error={error} onRetry={() => void read.refetch()} />}
      {!isDone && !data && !error && <Loading />}
      {!isDone && data && <Choosing review={data} onDone={setDone} />}
    </StaffPage>
  )
}

function Choosing({ review, onDone }: { review: Review; onDone: (outcome: 'linked' | 'none') => void }) {
  const { t, format } = useText()
  const nameOf = useCustomerName()
  const { candidates } = review
  const workflowId = review['workflow-id']
  const send = useSend('POST /v1/linkage/reviews/{workflowId}/choice', {
    changes: ['GET /v1/linkage/reviews', 'GET /v1/linkage/workflows', 'GET /v1/linkage/workflows/{workflowId}'],
  })
  const focus = (value: string): void => {
    const input = document.getElementById(`choice-${value}`) as HTMLInputElement | null
    input?.click()
    input?.focus()
  }
  useShortcuts(t('staff.reviews.one'), [
    ...candidates.map(({ candidate }, nth) => {
      return { keys: String(nth + 1), label: toTitle(t, nth), run: () => focus(candidate) }
    }),
    { keys: '0', label: t('staff.reviews.noneOfThem'), run: () => focus(NONE) },
  ])
  const choose = async (chosen: string): Promise<void> => {
    const candidate = chosen === NONE ? null : chosen
    await send.mutateAsync({ path: { workflowId }, body: { candidate } })
    onDone(candidate === null ? 'none' : 'linked')
  }
  return (
    <Form
      check={(values) => (values('choice') === '' ? [{ field: 'choice', text: t('staff.reviews.chooseFirst') }] : [])}
      onSubmit={(values) => choose(values('choice'))}
    >
      <p>
        {t('staff.reviews.about', {
          customer: nameOf(review['customer-id']),
          patient: review['patient-id'],
          until: format.instant(review['expires-at']),
        })}
      </p>
      <p className="soft">
        {t('staff.evidence.legend')} {t('staff.reviews.keys', { count: candidates.length })}
      </p>
      <fieldset className="choices" id="choice" tabIndex={-1}>
        <legend className="visually-hidden">{t('staff.reviews.who')}</legend>
        <ChoiceError />
        {candidates.map((candidate, nth) => (
          <Offer key={candidate.candidate} nth={nth} candidate={candidate} sent={review.sent} />
        ))}
        <label className="option choice-none">
          <input id={`choice-${NONE}`} type="radio" name="choice" value={NONE} />
          <span>
            {t('staff.reviews.noneOfThem')}
            <span className="field-hint">{t('staff.reviews.noneHint')}</span>
          </span>
        </label>
      </fieldset>
      <Button>{t('staff.reviews.choose')}</Button>
    </Form>
  )
}

const toTitle = (t: (key: string, values: { count: number }) => string, nth: number): string =>
  t('staff.reviews.candidate', { count: nth + 1 })

function ChoiceError() {
  const { t } = useText()
  const error = useFieldError('choice')
  if (error === undefined) return null
  return (
    <p className="field-error">
      <span className="visually-hidden">{t('ui.error')}</span> {error}
    </p>
  )
}

function Offer({ nth, candidate, sent }: { nth: number; candidate: Candidate; sent: Person | undefined }) {
  const { t } = useText()
  const { evidence, agreed, disagreed, grade, person } = candidate
  const words = (fields: readonly string[]): string =>
    fields.map((field) => t(`staff.evidence.field.${field}`)).join(', ')
  return (
    <section className="choice">
      <label className="option">
        <input id={`choice-${candidate.candidate}`} type="radio" name="choice" value={candidate.candidate} />
        <span>
          {toTitle(t, nth)}{' '}
          <Tag kind={grade === 'probable' ? 'good' : 'plain'}>{t(`staff.evidence.grade.${grade}`)}</Tag>
        </span>
      </label>
      {!person && <Notice>{t(evidence ? 'staff.reviews.hidden' : 'staff.reviews.outside')}</Notice>}
      {evidence ? (
        <PeopleCompared
          caption={toTitle(t, nth)}
          leftTitle={t('staff.reviews.sent')}
          rightTitle={t('staff.reviews.known')}
          left={toCompared(sent)}
          right={toCompared(person)}
          evidence={evidence}
        />
      ) : (
        <p>{t('staff.reviews.words', { agreed: words(agreed) || '–', disagreed: words(disagreed) || '–' })}</p>
      )}
    </section>
  )
}

const toCompared = (person: Person | undefined): Compared | undefined =>
  person && {
    name: person.name,
    birthDate: person['birth-date'],
    birthYear: person['birth-year'],
    gender: person.gender,
    pin: person.pin,
    phoneLast4: person['phone-last4'],
    identifiers: person.identifiers,
  }

function Done({ workflowId, outcome }: { workflowId: string; outcome: 'linked' | 'none' }) {
  const { t } = useText()
  return (
    <>
      <Notice kind="good" title={t(`staff.reviews.done.${outcome}`)} takesFocus>
        <p>{t('staff.reviews.done.told')}</p>
      </Notice>
      <div className="actions">
        <Link href="/staff/reviews">{t('staff.reviews.next')}</Link>
        <Link href={`/staff/workflows/${workflowId}`}>{t('staff.deliveries.toWorkflow')}</Link>
      </div>
    </>
  )
}
