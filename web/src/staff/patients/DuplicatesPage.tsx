// Records that may belong to one person: those to compare, and those that staff have decided.
import { useState } from 'react'
import { Link } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getPatientsDuplicates } from '../../api/limits/get-patients-duplicates.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Choice, Filters } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { FindPerson } from './FindPerson.tsx'

const STATUSES = getPatientsDuplicates.status.enum

export default function DuplicatesPage() {
  const { t } = useText()
  const { filters, change } = useFilters({ status: oneOf(...STATUSES) })
  const { status = 'open' } = filters
  // Keep the patient's id out of the address. The history of the browser keeps addresses.
  const [patient, setPatient] = useState<string>()
  const query = { status, patient }
  const list = useList('GET /v1/patients/duplicates', query)
  return (
    <StaffPage title={t('staff.duplicates.title')}>
      <p className="soft">{t('staff.duplicates.what')}</p>
      <FindPerson onChoose={setPatient} />
      {patient !== undefined && (
        <div className="list-actions">
          <p>{t('staff.duplicates.ofOne')}</p>
          <Button kind="quiet" onClick={() => setPatient(undefined)}>
            {t('staff.duplicates.ofAll')}
          </Button>
        </div>
      )}
      <Listing
        filters={
          <Filters>
            <Choice
              id="status"
              label={t('staff.duplicates.which')}
              value={status}
              options={STATUSES.map((one) => ({ value: one, text: t(`staff.duplicates.status.${one}`) }))}
              onChoose={(chosen) => {
                const one = STATUSES.find((each) => each === chosen)
                change({ status: one === 'open' ? undefined : one })
              }}
            />
          </Filters>
        }
        onClear={patient === undefined ? undefined : () => setPatient(undefined)}
        stacks
        caption={t(`staff.duplicates.status.${status}`)}
        list={list}
        keyOf={({ duplicateId }) => duplicateId}
        none={{
          icon: 'git-merge',
          title: t(`staff.duplicates.none.${status}`),
          ...(status === 'open' && { text: t('staff.duplicates.noneWhy') }),
        }}
        file="duplicates"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Answer<'GET /v1/patients/duplicates'>['items'][number]>[] = [
  { key: 'duplicateId', text: ({ duplicateId }) => duplicateId },
  { key: 'status', text: ({ status }) => status },
  { key: 'laterPatientId', text: ({ people }) => people[0]?.patientId },
  { key: 'earlierPatientId', text: ({ people }) => people[1]?.patientId },
  {
    header: 'staff.duplicates.pair',
    draw: ({ duplicateId, people }) => (
      <Link href={`/staff/duplicates/${duplicateId}`}>{people.map(({ name }) => name).join(' · ')}</Link>
    ),
  },
  {
    header: 'staff.duplicates.births',
    draw: ({ people }) => people.map(({ birthYear }) => birthYear).join(' · '),
  },
  {
    key: 'bits',
    text: ({ bits }) => bits,
    header: 'staff.duplicates.bits',
    draw: ({ bits }, { format }) => format.number(Math.round(bits)),
  },
  { key: 'foundAt', text: ({ foundAt }) => foundAt },
  {
    key: 'decidedAt',
    text: ({ decidedAt }) => decidedAt,
    header: 'staff.duplicates.found',
    draw: ({ foundAt, decidedAt }, { format }) => format.instant(decidedAt ?? foundAt),
  },
]
