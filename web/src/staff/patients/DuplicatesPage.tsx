// Records that may be one person's: to be compared, and those that were decided.
import { useState } from 'react'
import { Link } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import { readAll, useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice, Filters } from '../lists/Filters.tsx'
import { ExportButton, Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { FindPerson } from './FindPerson.tsx'

const STATUSES = ['open', 'merged', 'different'] as const
type Status = (typeof STATUSES)[number]

export default function DuplicatesPage() {
  const { t, format } = useText()
  const { filters, change } = useFilters({ status: oneOf(...STATUSES) })
  const { status = 'open' } = filters
  // Not in the address, as no id of a person is.
  const [patient, setPatient] = useState<string>()
  const query = { status, patient }
  const none = patient === undefined ? status : 'ofOne'
  const list = useList('GET /v1/patients/duplicates', query)
  return (
    <StaffPage title={t('staff.duplicates.title')}>
      <p className="soft">{t('staff.duplicates.what')}</p>
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
        stacks
        caption={t(`staff.duplicates.status.${status}`)}
        list={list}
        keyOf={({ duplicateId }) => duplicateId}
        none={t(`staff.duplicates.none.${none}`)}
        actions={<Export query={query} />}
        columns={[
          {
            header: t('staff.duplicates.pair'),
            cell: ({ duplicateId, people }) => (
              <Link href={`/staff/duplicates/${duplicateId}`}>{people.map(({ name }) => name).join(' · ')}</Link>
            ),
          },
          {
            header: t('staff.duplicates.births'),
            cell: ({ people }) => people.map(({ birthYear }) => birthYear).join(' · '),
          },
          { header: t('staff.duplicates.bits'), cell: ({ bits }) => format.number(Math.round(bits)) },
          {
            header: t('staff.duplicates.found'),
            cell: ({ foundAt, decidedAt }) => format.instant(decidedAt ?? foundAt),
          },
        ]}
      />
    </StaffPage>
  )
}

function Export({ query }: { query: { readonly status: Status; readonly patient: string | undefined } }) {
  return (
    <ExportButton
      name="duplicates"
      header={['duplicateId', 'status', 'bits', 'laterPatientId', 'earlierPatientId', 'foundAt', 'decidedAt']}
      read={async (signal, onRead) =>
        (await readAll('GET /v1/patients/duplicates', query, { signal, onRead })).map((one) => [
          ...[one.duplicateId, one.status, one.bits, one.people[0]?.patientId, one.people[1]?.patientId],
          ...[one.foundAt, one.decidedAt],
        ])
      }
    />
  )
}
