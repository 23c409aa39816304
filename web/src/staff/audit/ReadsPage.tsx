// Who read what: reads of a person's records, by an account, or by the staff of a facility.
import { reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getAuditReads } from '../../api/limits/get-audit-reads.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Choice } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { FacilityName, idReaders, isSearch, SearchForm } from './SearchForm.tsx'

type Read = Answer<'GET /v1/audit/reads'>['items'][number]

const BASES = ['facility', 'official', 'system'] as const
const readers = { ...idReaders, basis: reader(getAuditReads.basis) }

export default function ReadsPage() {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  return (
    <StaffPage title={t('staff.audit.reads.title')}>
      <SearchForm sought={filters} onSearch={change}>
        <Choice
          id="basis"
          label={t('staff.audit.basis')}
          all={t('staff.audit.all')}
          value={filters.basis}
          options={BASES.map((value) => ({ value, text: t(`staff.audit.bases.${value}`) }))}
          onChoose={(basis) => change({ basis: BASES.find((each) => each === basis) })}
        />
      </SearchForm>
      {isSearch(filters) && <Found query={filters} />}
    </StaffPage>
  )
}

function Found({ query }: { query: Readonly<Record<string, string | undefined>> }) {
  const { t } = useText()
  return (
    <Listing
      stacks
      caption={t('staff.audit.reads.title')}
      list={useList('GET /v1/audit/reads', { ...query, limit: 50 })}
      keyOf={({ readId }) => readId}
      none={{ icon: 'search', title: t('staff.audit.reads.none') }}
      file="reads"
      columns={COLUMNS}
    />
  )
}

const COLUMNS: readonly Column<Read>[] = [
  { key: 'readId', text: ({ readId }) => readId },
  {
    key: 'at',
    text: ({ at }) => at,
    header: 'staff.audit.at',
    draw: ({ at }, { format }) => format.moment(at),
  },
  {
    key: 'role',
    text: ({ role }) => role,
    header: 'staff.audit.role',
    draw: ({ role }, { t }) => t(`roles.${role}`),
  },
  {
    key: 'facilityId',
    text: ({ facilityId }) => facilityId,
    header: 'staff.audit.place',
    draw: ({ facilityId }) => facilityId !== undefined && <FacilityName facilityId={facilityId} />,
  },
  { key: 'recordKind', text: ({ recordKind }) => recordKind },
  {
    key: 'action',
    text: ({ action }) => action,
    header: 'staff.audit.power',
    draw: ({ recordKind, action }) => `${recordKind}.${action}`,
  },
  {
    key: 'basis',
    text: ({ basis }) => basis,
    header: 'staff.audit.basis',
    draw: ({ basis }, { t }) => t(`staff.audit.bases.${basis}`),
  },
  { key: 'accountId', text: ({ accountId }) => accountId, header: 'staff.audit.account' },
  { key: 'patientId', text: ({ patientId }) => patientId, header: 'staff.audit.patient' },
  { key: 'recordId', text: ({ recordId }) => recordId },
  { key: 'requestId', text: ({ requestId }) => requestId },
]
