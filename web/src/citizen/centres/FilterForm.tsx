// The filters of the list: vaccine, dose, age, and whether it is free. They stand in the address.
import { useFilters } from '../../address.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Select } from '../../ui/Field.tsx'
import { Form, type Values } from '../../ui/Form.tsx'
import { type FoundCentre, readers } from './sessions.ts'

export function FilterForm({ centres }: { centres: readonly FoundCentre[] }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const { vaccine, dose, age, fee } = filters
  const active = [vaccine, dose, age, fee].filter((value) => value !== undefined).length

  const apply = (values: Values): void => {
    change({
      vaccine: values('vaccine') || undefined,
      dose: readers.dose(values('dose')),
      age: readers.age(values('age')),
      fee: readers.fee(values('fee')),
      date: undefined,
    })
  }

  return (
    <details className="filters no-print" open={active > 0}>
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
        <FilterFields centres={centres} />
        <div className="filters-buttons">
          <Button>{t('centres.filter.apply')}</Button>
          {active > 0 && (
            <Button
              kind="quiet"
              onClick={() => change({ vaccine: undefined, dose: undefined, age: undefined, fee: undefined })}
            >
              {t('centres.filter.clear')}
            </Button>
          )}
        </div>
      </Form>
    </details>
  )
}

/** What the answer has can be chosen; a choice that it no longer has stays, so that it can be undone. */
function FilterFields({ centres }: { centres: readonly FoundCentre[] }) {
  const { t, format } = useText()
  const { vaccine, dose, age, fee } = useFilters(readers).filters
  const sessions = centres.flatMap((centre) => centre.sessions)
  const vaccines = [...new Set(sessions.map((session) => session.vaccine).concat(vaccine ?? []))].toSorted()
  const doses = [...new Set(sessions.map((session) => session.dose).concat(dose ?? []))].toSorted((a, b) => a - b)
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
