// The place and the filters as pills in one row. A pill that is pressed opens its questions below the row.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Loading } from '../../../ui/outcomes.tsx'
import { BEGIN, type FoundCentre, NO_WISHES, type Open, readers } from './sessions.ts'

/** Most people open no question, so the list does not wait for the forms. */
const FilterQuestion = lazy(() => import('./FilterQuestion.tsx'))

export function FilterPills({ centres }: { centres: readonly FoundCentre[] }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const [open, setOpen] = useState<Open>()
  const { pin: code, district, vaccine, dose, age, fee } = filters
  const close = (): void => setOpen(undefined)
  const isOnlyFree = fee === 'free'
  const active = [vaccine, dose, age, fee].filter((value) => value !== undefined).length
  const place = code ?? (district === undefined ? t('centres.pill.near') : centres[0]?.district)
  const what = [vaccine, dose !== undefined && t('centres.pill.dose', { dose })].filter(Boolean).join(', ')
  const pills = {
    place: place ?? t('centres.pill.place'),
    who: age === undefined ? t('centres.pill.who') : t('centres.pill.age', { count: age }),
    what: what === '' ? t('centres.pill.what') : what,
  }
  const pill = (name: Open, isOn: boolean, text: ReactNode) => (
    <button
      type="button"
      className={isOn ? 'pill pill-on' : 'pill'}
      aria-expanded={open === name}
      aria-controls={`pill-${name}`}
      onClick={() => setOpen(open === name ? undefined : name)}
    >
      {text}
      <Icon name="chevron-down" />
    </button>
  )
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of filters is no fieldset */}
      <div className="pills" role="group" aria-label={t('centres.filter.title')}>
        {pill('place', false, <PlaceText place={pills.place} />)}
        {pill('who', age !== undefined, pills.who)}
        {pill('what', what !== '', pills.what)}
        <button
          type="button"
          className={isOnlyFree ? 'pill pill-on' : 'pill'}
          aria-pressed={isOnlyFree}
          onClick={() => change({ fee: isOnlyFree ? undefined : 'free', ...BEGIN })}
        >
          {isOnlyFree && <Icon name="check" />}
          {t('centres.pill.free')}
        </button>
        {pill('more', fee === 'paid', t('centres.pill.more'))}
        {active > 0 && (
          <button type="button" className="pill" onClick={() => change({ ...NO_WISHES, ...BEGIN })}>
            <Icon name="x" />
            {t('centres.filter.clear')}
          </button>
        )}
      </div>
      {open !== undefined && (
        <div className="pill-questions" id={`pill-${open}`}>
          <Suspense fallback={<Loading />}>
            <FilterQuestion
              key={[open, code, vaccine, dose, age, fee].join()}
              open={open}
              centres={centres}
              onDone={close}
            />
          </Suspense>
        </div>
      )}
    </>
  )
}

const PlaceText = ({ place }: { place: string }) => (
  <>
    <Icon name="map-pin" />
    <strong>{place}</strong>
  </>
)
