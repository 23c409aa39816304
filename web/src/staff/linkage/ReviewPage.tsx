// One choice: what the outside system sent beside each person found, and the decision.
import { useMediaQuery } from '@mantine/hooks'
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
import { CandidatesCompared } from '../patients/CandidatesCompared.tsx'
import type { Compared } from '../patients/evidence.tsx'
import { PeopleCompared } from '../patients/PeopleCompared.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useCustomerName } from './customer-names.ts'
import './linking.css'

type Review = Answer<'GET /v1/linkage/reviews/{workflowId}'>
type Candidate = Review['candidates'][number]
type Person = NonNullable<Review['sent']>

const NONE = 'none'
/** Room for the menu, the data that was sent, and two people beside it. */
const WIDE = '(min-width: 62rem)'

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
  const [chosen, setChosen] = useState<string>()
  const send = useSend('POST /v1/linkage/reviews/{workflowId}/choice')
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
      check={(_entered, values) =>
        values('choice') === '' ? [{ field: 'choice', text: t('staff.reviews.chooseFirst') }] : []
      }
      onSubmit={(_entered, values) => choose(values('choice'))}
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
      <fieldset className="link-choices" id="choice" tabIndex={-1}>
        <legend className="visually-hidden">{t('staff.reviews.who')}</legend>
        <ChoiceError />
        <Candidates review={review} chosen={chosen} onChoose={setChosen} />
        <label className="option link-choice-none">
          <input id={`choice-${NONE}`} type="radio" name="choice" value={NONE} onChange={() => setChosen(NONE)} />
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

interface CandidatesProps {
  readonly review: Review
  /** The choice stays when the window becomes wide or narrow. */
  readonly chosen: string | undefined
  readonly onChoose: (candidate: string) => void
}

/** Side by side if there is room. Otherwise below each other, each beside the data that was sent. */
function Candidates({ review: { candidates, sent }, ...choice }: CandidatesProps) {
  const { t } = useText()
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false })
  const head = (candidate: Candidate, nth: number) => (
    <>
      <Choice nth={nth} candidate={candidate} {...choice} />
      <Untold candidate={candidate} />
    </>
  )
  if (isWide && candidates.some(({ evidence }) => evidence)) {
    return (
      <CandidatesCompared
        caption={t('staff.reviews.who')}
        sent={toCompared(sent)}
        candidates={candidates.map((candidate, nth) => ({
          key: candidate.candidate,
          head: head(candidate, nth),
          person: toCompared(candidate.person),
          evidence: candidate.evidence,
        }))}
      />
    )
  }
  return candidates.map((candidate, nth) => (
    <section key={candidate.candidate} className="link-choice">
      {head(candidate, nth)}
      {candidate.evidence && (
        <PeopleCompared
          caption={toTitle(t, nth)}
          leftTitle={t('staff.reviews.sent')}
          rightTitle={t('staff.reviews.known')}
          left={toCompared(sent)}
          right={toCompared(candidate.person)}
          evidence={candidate.evidence}
        />
      )}
    </section>
  ))
}

interface ChoiceProps extends Omit<CandidatesProps, 'review'> {
  readonly nth: number
  readonly candidate: Candidate
}

function Choice({ nth, candidate: { candidate, grade }, chosen, onChoose }: ChoiceProps) {
  const { t } = useText()
  return (
    <label className="option">
      <input
        id={`choice-${candidate}`}
        type="radio"
        name="choice"
        value={candidate}
        defaultChecked={candidate === chosen}
        onChange={() => onChoose(candidate)}
      />
      <span>
        {toTitle(t, nth)} <Tag kind={grade === 'probable' ? 'good' : 'plain'}>{t(`staff.evidence.grade.${grade}`)}</Tag>
      </span>
    </label>
  )
}

/** Why the page does not show this person, and what is known in spite of that. */
function Untold({ candidate: { person, evidence, agreed, disagreed } }: { candidate: Candidate }) {
  const { t } = useText()
  if (person) return null
  const words = (fields: readonly string[]): string =>
    fields.map((field) => t(`staff.evidence.field.${field}`)).join(', ') || '–'
  return (
    <div className="untold">
      <Notice>{t(evidence ? 'staff.reviews.hidden' : 'staff.reviews.outside')}</Notice>
      {!evidence && <p>{t('staff.reviews.words', { agreed: words(agreed), disagreed: words(disagreed) })}</p>}
    </div>
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
      <div className="link-actions">
        <Link href="/staff/reviews">{t('staff.reviews.next')}</Link>
        <Link href={`/staff/workflows/${workflowId}`}>{t('staff.deliveries.toWorkflow')}</Link>
      </div>
    </>
  )
}
