// The hospital whose money a page shows: the own one, or for a chain the one that is chosen in the address.
import { reader, useFilters } from '../../address.ts'
import { useWhole } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { useHospitalNames } from '../doctors/words.tsx'

const readers = { facility: reader({ type: 'string', format: 'uuid' }) }

/** `choice` is undefined for people of one hospital. */
export function useHospital() {
  const { t } = useText()
  const { facilityId: own } = useAccount()
  const enabled = useMay('day.compare') && own === undefined
  const { filters, change } = useFilters(readers)
  const { data } = useWhole('GET /v1/billing/overview/hospitals', {}, { enabled })
  const ids = data?.map(({ facilityId }) => facilityId) ?? []
  const nameOf = useHospitalNames(ids)
  const facilityId = own ?? filters.facility ?? ids[0]
  const choice = enabled && ids.length > 0 && (
    <label className="money-choice">
      {t('staff.money.hospital')}
      <select className="input" value={facilityId} onChange={({ target }) => change({ facility: target.value })}>
        {ids.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </select>
    </label>
  )
  return { facilityId, choice }
}
