// One facility: shows it, changes it, closes it and opens it again.
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'wouter'
import { href } from '../../address.ts'
import type { Request } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { districtName } from '../../i18n/state-names.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say, unsay } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Facility, FacilityForm } from './FacilityForm.tsx'
import '../lists/lists.css'

type Stated = Request<'PATCH /v1/facilities/{facilityId}'>['body']

export default function FacilityPage() {
  const { t } = useText()
  const { facilityId = '' } = useParams<{ facilityId: string }>()
  const asked = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const { data, error, isFetching, refetch } = asked
  const [overrun, setOverrun] = useState<Stated>()
  // The version that filled the form. A newer version read meanwhile must not overwrite what somebody is typing.
  const [filledFrom, fillFrom] = useState<Facility>()
  if (data && !isFetching && filledFrom?.facilityId !== data.facilityId) fillFrom(data)
  const facility = filledFrom?.facilityId === facilityId ? filledFrom : undefined
  const wasOverrun = async (stated: Stated): Promise<void> => {
    const { data: newest } = await refetch({ throwOnError: true })
    fillFrom(newest)
    setOverrun(stated)
  }
  return (
    <StaffPage title={data?.name ?? t('staff.facilities.one')} back="/staff/facilities">
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!facility && !error && <Loading />}
      {facility && overrun && <Overrun key={facility.version} facility={facility} stated={overrun} />}
      {facility && (
        <Change
          key={facility.version}
          facility={facility}
          onSend={() => setOverrun(undefined)}
          onSaved={fillFrom}
          onOverrun={wasOverrun}
        />
      )}
    </StaffPage>
  )
}

/**
 * Empty fields mean the place of the PIN code, so send null. The server keeps a position that the request leaves out.
 */
const NO_POSITION = { latitude: null, longitude: null } as const

/** Somebody else changed the facility first. The form has the new values, and this box shows what was entered here. */
function Overrun({ facility, stated }: { facility: Facility; stated: Stated }) {
  const { t } = useText()
  const words: Readonly<Record<string, string>> = {
    name: t('staff.facilities.name'),
    kinds: t('staff.facilities.kind'),
    address: t('staff.facilities.address'),
    pin: t('ui.pin.label'),
    latitude: t('staff.facilities.latitude'),
    longitude: t('staff.facilities.longitude'),
  }
  const tell = (field: string, value: unknown): string => {
    if (value === null) return t('staff.facilities.ofPin')
    if (field !== 'kinds') return String(value)
    return (value as string[]).map((kind) => t(`staff.facilities.kinds.${kind}`)).join(', ')
  }
  const holds = { ...facility, ...(facility.positionSource === 'pin' && NO_POSITION) }
  const differing = Object.entries(stated).filter(([field, value]) => {
    return words[field] !== undefined && String(value) !== String(holds[field as keyof Facility])
  })
  return (
    <Notice kind="warning" takesFocus title={t('staff.facilities.overrun')}>
      <p>{t('staff.facilities.overrunText')}</p>
      {differing.length > 0 && (
        <>
          <p>{t('staff.facilities.yours')}</p>
          <ul>
            {differing.map(([field, value]) => (
              <li key={field}>
                {words[field]}: <strong>{tell(field, value)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}

interface ChangeProps {
  readonly facility: Facility
  readonly onSend: () => void
  readonly onSaved: (facility: Facility) => void
  readonly onOverrun: (stated: Stated) => Promise<void>
}

function Change({ facility, onSend, onSaved, onOverrun }: ChangeProps) {
  const { t, language } = useText()
  const { facilityId, isActive } = facility
  const send = useSend('PATCH /v1/facilities/{facilityId}')
  const [isAsking, setAsking] = useState(false)
  const save = async (body: Stated): Promise<void> => {
    onSend()
    // Remove the old message, or people would think that it is about this change.
    unsay()
    try {
      const saved = await send.mutateAsync({ path: { facilityId }, body, ifMatch: `"v${facility.version}"` })
      onSaved(saved)
      say({ text: t('staff.facilities.saved'), detail: saved.name })
    } catch (error) {
      if (!isProblem(error, 'facility-changed-meanwhile')) throw error
      await onOverrun(body)
    }
    setAsking(false)
  }
  return (
    <div className="page">
      {!isActive && <Notice kind="warning" title={t('staff.facilities.closed')} />}
      <Text c="dimmed">{`${districtName(facility, language)} · ${facilityId}`}</Text>
      <div className="list-actions">
        <ButtonLink kind="quiet" href={href('/staff/people', { facility: facilityId })}>
          {t('staff.facilities.showStaff')}
        </ButtonLink>
      </div>
      <FacilityForm facility={facility} onSubmit={(stated) => save({ ...NO_POSITION, ...stated })} />
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t(isActive ? 'staff.facilities.close' : 'staff.facilities.reopen')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t(isActive ? 'staff.facilities.close' : 'staff.facilities.reopen')}
      >
        <p>{t(isActive ? 'staff.facilities.closeText' : 'staff.facilities.reopenText')}</p>
        <Form needsPress onSubmit={() => save({ isActive: !isActive })}>
          <Button>{t(isActive ? 'staff.facilities.closeNow' : 'staff.facilities.reopenNow')}</Button>
        </Form>
      </Dialog>
    </div>
  )
}
