// The filters of the list: vaccine, dose, age, and whether it is free. They stand in the address.
import { useState } from 'react'
import { useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, Select } from '../../../ui/Field.tsx'
import { Form, type Values } from '../../../ui/Form.tsx'
import { useVaccines } from '../../patients/family.ts'
import { type FoundCentre, readers } from './sessions.ts'

/** Other filters have another list: its first page, and the first day on which something is free. */
const BEGIN = { date: undefined, cursor: undefined }

export function FilterForm({ centres }: { centres: readonly FoundCentre[] }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const { vaccine, dose, age, fee } = filters
  const active = [vaccine, dose, age, fee].filter((value) => value !== undefined).length
  // The vaccines are asked for when somebody wants to filter, and what was typed stays when this is closed.
  const [wasOpened, setOpened] = useState(active > 0)

  const apply = (values: Values): void => {
    change({
      vaccine: values('vaccine') || undefined,
      dose: readers.dose(values('dose')),
      age: readers.age(values('age')),
      fee: readers.fee(values('fee')),
      ...BEGIN,
    })
  }

  return (
    <details className="filters no-print" open={active > 0} onToggle={() => setOpened(true)}>
      <summary>{active > 0 ? t('centres.filter.active', { count: active }) : t('centres.filter.title')}</summary>
      <Form
        key={[vaccine, dose, age, fee].join()}
        check={(values) =>
          values('age') === '' || readers.age(values('age')) !== undefined
            ? []
            : [{ field: 'age', text: t('centres.filter.ageWrong') }]
        }
        onSubmit={apply}
      >
        {wasOpened && <FilterFields centres={centres} />}
        <div className="filters-buttons">
          <Button>{t('centres.filter.apply')}</Button>
          {active > 0 && (
            <Button
              kind="quiet"
              onClick={() => change({ vaccine: undefined, dose: undefined, age: undefined, fee: undefined, ...BEGIN })}
            >
              {t('centres.filter.clear')}
            </Button>
          )}
        </div>
      </Form>
    </details>
  )
}

/**
 * All vaccines can be chosen, and their doses: the answer may be of one week, of one page or narrowed already. Until
 * they are known, those of the answer; a choice that is not among them stays, so that it can be undone.
 */
function FilterFields({ centres }: { centres: readonly FoundCentre[] }) {
  const { t, format } = useText()
  const { vaccine, dose, age, fee } = useFilters(readers).filters
  const sessions = centres.flatMap((centre) => centre.sessions)
  const known = useVaccines().data ?? []
  const codes = [...known.map(({ code }) => code), ...sessions.map((session) => session.vaccine)]
  const vaccines = [...new Set(codes.concat(vaccine ?? []))].toSorted()
  const last = Math.max(dose ?? 1, ...known.map(({ doses }) => doses), ...sessions.map((session) => session.dose))
  const doses = Array.from({ length: last }, (_, nth) => nth + 1)
  const all = { value: '', text: t('centres.filter.all') }
  return (
    <div className="filters-fields">
      <Select
        name="vaccine"
        label={t('centres.filter.vaccine')}
        value={vaccine}
        options={[all, ...vaccines.map((code) => ({ value: code, text: code }))]}
      />
      <Select
        name="dose"
        label={t('centres.filter.dose')}
        value={String(dose ?? '')}
        options={[all, ...doses.map((each) => ({ value: String(each), text: format.number(each) }))]}
      />
      <Field
        name="age"
        label={t('centres.filter.age')}
        size="short"
        inputMode="numeric"
        maxLength={3}
        defaultValue={age}
      />
      <Select
        name="fee"
        label={t('centres.filter.fee')}
        value={fee}
        options={[
          all,
          { value: 'free', text: t('centres.filter.onlyFree') },
          { value: 'paid', text: t('centres.filter.onlyPaid') },
        ]}
      />
    </div>
  )
}
