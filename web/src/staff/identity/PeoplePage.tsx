// Staff: who has which role where, with ways to appoint people and to end appointments.
import { useState } from 'react'
import { href, reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { getStaff } from '../../api/limits/get-staff.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { districtName } from '../../i18n/state-names.ts'
import { useAccount, useMay, useWorkplace } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Filters, PlaceChoice, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { OfferList } from './OfferList.tsx'

type Staff = Answer<'GET /v1/staff'>['items'][number]

const HOUR = { freshMs: 3_600_000 }
const readers = {
  facility: reader(getStaff.facility),
  state: reader(getFacilities.state),
  district: reader(getFacilities.district),
}

export default function PeoplePage() {
  const { t } = useText()
  const isNational = useWorkplace()?.kind === 'nation'
  const mayDemand = useMay('second-factor.demand')
  const { filters, change, clear } = useFilters(readers)
  // Keep the name out of the address, because the history of the browser keeps addresses.
  const [q, setName] = useState('')
  const [ending, setEnding] = useState<Staff>()
  const [resetting, setResetting] = useState<Staff>()
  const end = useSend('POST /v1/staff/{accountId}/deactivation')
  const reset = useSend('POST /v1/staff/{accountId}/second-factor/reset')
  const { facility, district } = filters
  const place = facility === undefined ? { district } : { facility }
  const query = { ...place, q: q || undefined }
  const isFiltered = clear !== undefined || q !== ''
  const clearAll = (): void => {
    setName('')
    clear?.()
  }
  const list = useList('GET /v1/staff', { ...query, limit: 50 })
  return (
    <StaffPage
      title={t('staff.people.title')}
      actions={
        <div className="list-actions">
          {mayDemand && (
            <ButtonLink kind="quiet" href="/staff/people/second-factor">
              {t('staff.people.factor.link')}
            </ButtonLink>
          )}
          <ButtonLink href={href('/staff/people/new', { facility })}>
            <Icon name="user-plus" />
            {t('staff.people.appoint')}
          </ButtonLink>
        </div>
      }
    >
      {facility !== undefined && (
        <div className="list-actions">
          <p>
            {t('staff.people.of')} <FacilityName facilityId={facility} />
          </p>
          <Button kind="quiet" onClick={() => change({ facility: undefined })}>
            {t('staff.people.ofAll')}
          </Button>
        </div>
      )}
      {filters.state !== undefined && district === undefined && <p>{t('staff.people.chooseDistrict')}</p>}
      <Listing
        filters={
          <Filters onClear={isFiltered ? clearAll : undefined} onSearch={(values) => setName(values('q'))}>
            <SearchField name="q" label={t('staff.people.name')} value={q} limits={getStaff.q} />
            {facility === undefined && isNational && (
              <PlaceChoice state={filters.state} district={district} onChoose={change} />
            )}
          </Filters>
        }
        onClear={isFiltered ? clearAll : undefined}
        none={{ icon: 'users', title: t('staff.people.none') }}
        stacks
        caption={t('staff.people.caption')}
        list={list}
        keyOf={({ workplaceId }) => workplaceId}
        file="staff"
        columns={useColumns(setEnding, setResetting)}
      />
      <OfferList facilityId={facility} district={district} />
      <SureDialog
        staff={ending}
        onClose={() => setEnding(undefined)}
        onSure={async ({ accountId, workplaceId, name }) => {
          await end.mutateAsync({ path: { accountId }, body: { workplaceId } })
          setEnding(undefined)
          say({ text: t('staff.people.endedNow', { name }) })
        }}
        title={t('staff.people.end')}
        text={(name) => t('staff.people.endText', { name })}
        button={t('staff.people.endNow')}
      />
      <SureDialog
        staff={resetting}
        onClose={() => setResetting(undefined)}
        onSure={async ({ accountId, name }) => {
          await reset.mutateAsync({ path: { accountId } })
          setResetting(undefined)
          say({ text: t('staff.people.factor.resetDone', { name }) })
        }}
        title={t('staff.people.factor.reset')}
        text={(name) => t('staff.people.factor.resetText', { name })}
        button={t('staff.people.factor.resetNow')}
      />
    </StaffPage>
  )
}

/** A person whose appointment this user may end has a button for it, and one for a lost second factor. */
function useColumns(onEnd: (staff: Staff) => void, onReset: (staff: Staff) => void): readonly Column<Staff>[] {
  const { id: ownId } = useAccount()
  const appoints = useWorkplace()?.appoints ?? []
  const mayEnd = ({ roles }: Staff): boolean => roles.every((role) => appoints.some((one) => one.role === role))
  return [
    { key: 'accountId', text: ({ accountId }) => accountId },
    {
      key: 'name',
      text: ({ name }) => name,
      header: 'staff.people.name',
      draw: ({ name }) => <strong>{name}</strong>,
    },
    {
      key: 'phoneLast4',
      text: ({ phoneLast4 }) => phoneLast4,
      header: 'staff.people.phone',
      isDim: true,
      draw: ({ phoneLast4 }) => `•••• ${phoneLast4}`,
    },
    {
      key: 'roles',
      text: (staff) => staff.roles.join(' '),
      header: 'staff.people.roles',
      draw: (staff, { t }) => staff.roles.map((role) => t(`roles.${role}`)).join(', '),
    },
    {
      key: 'facilityId',
      text: ({ facilityId }) => facilityId,
      header: 'staff.people.place',
      draw: (staff) => <Place staff={staff} />,
    },
    { key: 'chainId', text: ({ chainId }) => chainId },
    { key: 'district', text: ({ districtCell }) => districtCell },
    {
      key: 'active',
      text: ({ isActive }) => (isActive ? 'yes' : 'no'),
      header: 'staff.people.status',
      draw: ({ isActive }, { t }) => (
        <Tag kind={isActive ? 'good' : 'plain'}>{t(isActive ? 'staff.people.active' : 'staff.people.ended')}</Tag>
      ),
    },
    {
      header: 'staff.people.change',
      isControl: true,
      draw: (staff, { t }) =>
        staff.isActive &&
        staff.accountId !== ownId &&
        mayEnd(staff) && (
          <div className="row-actions">
            <Button kind="quiet" onClick={() => onEnd(staff)}>
              {t('staff.people.endShort')} <span className="visually-hidden">{staff.name}</span>
            </Button>
            {staff.needsSecondFactor && (
              <Button kind="quiet" onClick={() => onReset(staff)}>
                {t('staff.people.factor.resetShort')} <span className="visually-hidden">{staff.name}</span>
              </Button>
            )}
          </div>
        ),
    },
  ]
}

function Place({ staff: { facilityId, chainId, districtCell } }: { staff: Staff }) {
  const { t } = useText()
  if (facilityId !== undefined) return <FacilityName facilityId={facilityId} />
  if (chainId !== undefined) return <ChainName chainId={chainId} />
  return districtCell === undefined ? t('staff.people.country') : <DistrictName district={districtCell} />
}

/** The name of a district, taken from any facility in it. */
function DistrictName({ district }: { district: number }) {
  const { t, language } = useText()
  const { data } = useAnswer('GET /v1/facilities', { query: { district, limit: 1 } }, HOUR)
  const one = data?.items[0]
  return one ? districtName(one, language) : t('staff.people.districtNumber', { number: String(district) })
}

function ChainName({ chainId }: { chainId: string }) {
  const { data } = useAnswer('GET /v1/chains/{chainId}', { path: { chainId } }, HOUR)
  return data?.name ?? '…'
}

function FacilityName({ facilityId }: { facilityId: string }) {
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, HOUR)
  return data ? `${data.name}, ${data.pin}` : '…'
}

interface SureDialogProps {
  readonly staff: Staff | undefined
  readonly onClose: () => void
  readonly onSure: (staff: Staff) => Promise<void>
  readonly title: string
  readonly text: (name: string) => string
  readonly button: string
}

/** Asks once more before something is done to a person. */
function SureDialog({ staff, onClose, onSure, title, text, button }: SureDialogProps) {
  return (
    <Dialog isOpen={staff !== undefined} onClose={onClose} title={title}>
      {staff && (
        <Form needsPress onSubmit={() => onSure(staff)}>
          <p>{text(staff.name)}</p>
          <Button kind="danger">{button}</Button>
        </Form>
      )}
    </Dialog>
  )
}
