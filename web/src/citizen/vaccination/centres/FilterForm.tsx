// The filters of the list: vaccine, dose, age, and whether it is free. The address holds them.
import { Fragment, useState } from 'react'
import { useFilters } from '../../../address.ts'
import { getVaccinationAvailability } from '../../../api/limits/get-vaccination-availability.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { select } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { useVaccines } from '../../patients/family.ts'
import { type FoundCentre, readers, WISHES } from './sessions.ts'

/** Another filter makes another list: begin at its first page, and at the first day with a free dose. */
const BEGIN = { date: undefined, cursor: undefined }
const NO_WISHES = { vaccine: undefined, dose: undefined, age: undefined, fee: undefined }

export function FilterForm({ centres }: { centres: readonly FoundCentre[] }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const { vaccine, dose, age, fee } = filters
  const active = [vaccine, dose, age, fee].filter((value) => value !== undefined).length
  // Ask for the vaccines when somebody opens the filters. Keep what was typed when they are closed again.
  const [wasOpened, setOpened] = useState(active > 0)

  const fields = useFields(centres, wasOpened)

  return (
    <details className="filters no-print" open={active > 0} onToggle={() => setOpened(true)}>
      <summary>{active > 0 ? t('centres.filter.active', { count: active }) : t('centres.filter.title')}</summary>
      <Form
        key={[vaccine, dose, age, fee].join()}
        fields={fields}
        onSubmit={(wishes) => change({ ...NO_WISHES, ...wishes, ...BEGIN })}
      >
        {wasOpened && (
          <div className="filters-fields">
            {fields.map(({ focus, input }) => (
              <Fragment key={focus}>{input}</Fragment>
            ))}
          </div>
        )}
        <div className="filters-buttons">
          <Button>{t('centres.filter.apply')}</Button>
          {active > 0 && (
            <Button kind="quiet" onClick={() => change({ ...NO_WISHES, ...BEGIN })}>
              {t('centres.filter.clear')}
            </Button>
          )}
        </div>
      </Form>
    </details>
  )
}

/**
 * People can choose any vaccine and dose, because the answer may cover one week or one page, or be filtered already.
 * Until the vaccines have loaded, the choices are those of the answer. A chosen value stays in the choices even if the
 * answer lacks it, so that people can undo it.
 */
function useFields(centres: readonly FoundCentre[], isOpened: boolean) {
  const { t, format } = useText()
  const { vaccine, dose, age, fee } = useFilters(readers).filters
  const sessions = centres.flatMap((centre) => centre.sessions)
  const known = useVaccines(isOpened).data ?? []
  const codes = [...known.map(({ code }) => code), ...sessions.map((session) => session.vaccine)]
  const vaccines = [...new Set(codes.concat(vaccine ?? []))].toSorted()
  const last = Math.max(dose ?? 1, ...known.map(({ doses }) => doses), ...sessions.map((session) => session.dose))
  const doses = Array.from({ length: last }, (_, nth) => nth + 1)
  const all = { value: '', text: t('centres.filter.all') }
  return [
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
    whole(WISHES, 'age', { label: t('centres.filter.age'), value: age, wrong: 'centres.filter.ageWrong' }),
    select(WISHES, 'fee', {
      label: t('centres.filter.fee'),
      value: fee,
      options: [
        all,
        { value: 'free', text: t('centres.filter.onlyFree') },
        { value: 'paid', text: t('centres.filter.onlyPaid') },
      ],
    }),
  ] as const
}
