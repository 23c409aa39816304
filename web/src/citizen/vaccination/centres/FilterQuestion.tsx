// The questions below the pills: where, for whom, which vaccine and dose, and what it may cost.
import { Link } from 'wouter'
import { useFilters } from '../../../address.ts'
import { getPinsByPin } from '../../../api/limits/get-pins-by-pin.ts'
import { getVaccinationAvailability } from '../../../api/limits/get-vaccination-availability.ts'
import { useText } from '../../../i18n/language.ts'
import { useSession } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { select } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { type FormField, pin } from '../../../ui/fields.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { useVaccines } from '../../patients/family.ts'
import { FamilyAges } from './FamilyAges.tsx'
import { BEGIN, type FoundCentre, type Open, readers, WISHES } from './sessions.ts'

interface FilterQuestionProps {
  readonly open: Open
  readonly centres: readonly FoundCentre[]
  readonly onDone: () => void
}

export default function FilterQuestion({ open, centres, onDone }: FilterQuestionProps) {
  if (open === 'place') return <PlaceQuestion />
  if (open === 'who') return <WhoQuestion onDone={onDone} />
  return open === 'what' ? <WhatQuestion centres={centres} onDone={onDone} /> : <MoreQuestion onDone={onDone} />
}

/** Another PIN code, or the other ways to say where. The filters stay. */
function PlaceQuestion() {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const where = pin(getPinsByPin, 'pin', { value: filters.pin })
  const none = { district: undefined, near: undefined, radiusKm: undefined }
  return (
    <>
      <Questions fields={[where]} onSubmit={(place) => change({ ...none, ...place, ...BEGIN })} />
      <p className="pill-links">
        <Link href="/districts">{t('centres.pill.byDistrict')}</Link>
        <Link href="/near-me">{t('centres.pill.nearMe')}</Link>
      </p>
    </>
  )
}

function WhoQuestion({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const session = useSession()
  const choose = (age: number | undefined): void => {
    change({ age, ...BEGIN })
    onDone()
  }
  const age = whole(WISHES, 'age', {
    label: t('centres.filter.age'),
    value: filters.age,
    wrong: 'centres.filter.ageWrong',
  })
  const hasFamily = session.status === 'signed-in' && session.account.powers.includes('family.manage')
  return (
    <>
      {hasFamily && <FamilyAges day={filters.date ?? filters.from} onChoose={choose} />}
      <Questions fields={[age]} onSubmit={(part) => choose(part.age)} />
    </>
  )
}

/**
 * People can choose any vaccine and dose, because the answer may cover one week or one page, or be filtered already.
 * Until the vaccines have loaded, the choices are those of the answer. A chosen value stays in the choices even if the
 * answer lacks it, so that people can undo it.
 */
function WhatQuestion({ centres, onDone }: { centres: readonly FoundCentre[]; onDone: () => void }) {
  const { t, format } = useText()
  const { filters, change } = useFilters(readers)
  const { vaccine, dose } = filters
  const sessions = centres.flatMap((centre) => centre.sessions)
  const known = useVaccines().data ?? []
  const codes = [...known.map(({ code }) => code), ...sessions.map((session) => session.vaccine)]
  const vaccines = [...new Set(codes.concat(vaccine ?? []))].toSorted()
  const last = Math.max(dose ?? 1, ...known.map(({ doses }) => doses), ...sessions.map((session) => session.dose))
  const doses = Array.from({ length: last }, (_, nth) => nth + 1)
  const all = { value: '', text: t('centres.filter.all') }
  const fields = [
    select(getVaccinationAvailability, 'vaccine', {
      label: t('centres.filter.vaccine'),
      value: vaccine,
      options: [all, ...vaccines.map((code) => ({ value: code, text: code }))],
    }),
    select(getVaccinationAvailability, 'dose', {
      label: t('centres.filter.dose'),
      value: dose,
      options: [all, ...doses.map((each) => ({ value: String(each), text: format.number(each) }))],
    }),
  ] as const
  const submit = (wishes: object): void => {
    change({ vaccine: undefined, dose: undefined, ...wishes, ...BEGIN })
    onDone()
  }
  return <Questions fields={fields} onSubmit={submit} />
}

function MoreQuestion({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const fee = select(WISHES, 'fee', {
    label: t('centres.filter.fee'),
    value: filters.fee,
    options: [
      { value: '', text: t('centres.filter.all') },
      { value: 'free', text: t('centres.filter.onlyFree') },
      { value: 'paid', text: t('centres.filter.onlyPaid') },
    ],
  })
  const submit = (wishes: object): void => {
    change({ fee: undefined, ...wishes, ...BEGIN })
    onDone()
  }
  return <Questions fields={[fee]} onSubmit={submit} />
}

interface QuestionsProps<Fields extends readonly FormField[]> {
  readonly fields: Fields
  readonly onSubmit: Parameters<typeof Form<Fields>>[0]['onSubmit']
}

function Questions<const Fields extends readonly FormField[]>({ fields, onSubmit }: QuestionsProps<Fields>) {
  const { t } = useText()
  return (
    <Form fields={fields} onSubmit={onSubmit}>
      <div className="pill-fields">
        {fields.map(({ focus, input }) => (
          <div key={focus}>{input}</div>
        ))}
        <Button>{t('centres.filter.apply')}</Button>
      </div>
    </Form>
  )
}
