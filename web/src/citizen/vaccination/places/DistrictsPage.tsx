// Search by state and district: first the states, then the districts of one state, with the free seats of each.
import { href, reader, useFilters } from '../../../address.ts'
import { getStatesDistricts } from '../../../api/limits/get-states-districts.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Bars } from './Bars.tsx'
import { StateTiles } from './StateTiles.tsx'
import { useDistrictSums, useStateSums } from './sums.ts'
import './places.css'

const readers = { state: reader(getStatesDistricts.code) }

export default function DistrictsPage() {
  const { filters } = useFilters(readers)
  return filters.state === undefined ? <States /> : <Districts key={filters.state} state={filters.state} />
}

function States() {
  const { t, language } = useText()
  const { states, hasNumbers, error, retry } = useStateSums()
  const places = states?.map(({ code, name, available }) => {
    return { address: href('/districts', { state: code }), name: stateName(name, language), available }
  })
  return (
    <Page title={t('centres.districts.states')} back="/" isWide>
      {error && !places ? (
        <Failure error={error} onRetry={retry} />
      ) : !states || !places ? (
        <Loading />
      ) : (
        <div className="places">
          {hasNumbers && (
            <section className="card">
              <h2>{t('centres.where.title')}</h2>
              <p className="soft">{t('centres.where.text')}</p>
              <StateTiles states={states} />
            </section>
          )}
          <section className="card">
            <h2>{t('centres.districts.byName')}</h2>
            <Bars places={byName(places, language.code)} />
          </section>
        </div>
      )}
    </Page>
  )
}

function Districts({ state }: { state: string }) {
  const { t, language } = useText()
  const { states } = useStateSums()
  const { districts, error, retry } = useDistrictSums(state)
  const name = states?.find(({ code }) => code === state)?.name
  const places = districts?.map(({ cell, ...rest }) => ({ ...rest, address: href('/centres', { district: cell }) }))
  return (
    <Page
      title={t('centres.districts.title')}
      {...(name !== undefined && { caption: stateName(name, language) })}
      back="/districts"
      isWide
    >
      {error && !places ? (
        <Failure error={error} onRetry={retry} />
      ) : !places ? (
        <Loading />
      ) : (
        <section className="card">
          <p className="soft">{t('centres.where.week')}</p>
          <Bars places={byName(places, language.code)} />
        </section>
      )}
    </Page>
  )
}

const byName = <Place extends { readonly name: string }>(places: readonly Place[], code: string): Place[] =>
  places.toSorted((a, b) => a.name.localeCompare(b.name, code))
