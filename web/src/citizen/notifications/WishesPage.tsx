// Which messages a person wants, in which language, by which way, and when they must wait.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { putNotificationsPreferences } from '../../api/limits/put-notifications-preferences.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import type { Format } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkboxes, choice, Radios, Select } from '../../ui/choices.tsx'
import { Form, type Values } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import './messages.css'

type Wishes = Answer<'GET /v1/notifications/preferences'>
type Channel = Wishes['channels'][number]

/** The ways to choose from: the channels in the order in which Sehat tries them. */
const WAYS: Readonly<Record<string, readonly Channel[]>> = {
  'sms-mail': ['sms', 'mail'],
  'mail-sms': ['mail', 'sms'],
  sms: ['sms'],
  none: ['in-app'],
}

const HALF_HOURS = Array.from(
  { length: 48 },
  (_, nth) => `${String(Math.floor(nth / 2)).padStart(2, '0')}:${nth % 2 === 0 ? '00' : '30'}`,
)
const QUIET = { from: '21:00', until: '07:00' }

export default function WishesPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/notifications/preferences', {})
  return (
    <Page title={t('messages.wishes.title')} back="/account/messages" isPersonal>
      {data ? <Choice wishes={data} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function wayOf(channels: readonly Channel[]): string {
  const wanted = channels.filter((channel) => channel !== 'in-app')
  const known = Object.entries(WAYS).find(([, ways]) => ways.join() === (wanted.length > 0 ? wanted : channels).join())
  return known?.[0] ?? (wanted[0] === 'mail' ? 'mail-sms' : 'sms-mail')
}

function Choice({ wishes }: { wishes: Wishes }) {
  const { t, format } = useText()
  const send = useSend('PUT /v1/notifications/preferences')
  const [saved, setSaved] = useState(0)
  const { templates, stopped, quiet, channels } = wishes
  const stoppable = templates.filter(({ canStop }) => canStop).map(({ template }) => template)
  const language = choice(putNotificationsPreferences, 'language', {
    label: t('messages.wishes.language'),
    value: wishes.language,
    options: [
      { value: 'en', text: t('messages.wishes.languages.en') },
      { value: 'hi', text: t('messages.wishes.languages.hi') },
    ],
  })
  const isOn = (values: Values, name: string): boolean => values(name) === 'on'
  return (
    <>
      {saved > 0 && <Notice key={saved} kind="good" title={t('messages.wishes.saved')} takesFocus />}
      <Form
        fields={[language]}
        check={(_, values) =>
          isOn(values, 'quiet-on') && values('from') === values('until')
            ? [{ field: 'until', text: t('messages.wishes.sameTime') }]
            : []
        }
        onSubmit={async (entered, values) => {
          const body = {
            ...entered,
            channels: WAYS[values('way')] ?? channels,
            quiet: isOn(values, 'quiet-on') ? { from: values('from'), until: values('until') } : null,
            stopped: stoppable.filter((template) => !isOn(values, `wanted-${template}`)),
          }
          await send.mutateAsync({ body })
          setSaved((count) => count + 1)
        }}
      >
        {language.input}
        <Radios
          name="way"
          label={t('messages.wishes.way')}
          hint={t('messages.wishes.wayHint')}
          value={wayOf(channels)}
          options={Object.keys(WAYS).map((way) => ({ value: way, text: t(`messages.wishes.ways.${way}`) }))}
        />
        <Checkboxes
          name="quiet"
          label={t('messages.wishes.quiet')}
          hint={t('messages.wishes.quietHint')}
          values={quiet ? ['on'] : []}
          options={[{ value: 'on', text: t('messages.wishes.quietOn') }]}
        />
        <div className="quiet-hours">
          <Select
            name="from"
            label={t('messages.wishes.from')}
            value={quiet?.from ?? QUIET.from}
            options={timesWith(quiet?.from, format)}
          />
          <Select
            name="until"
            label={t('messages.wishes.until')}
            value={quiet?.until ?? QUIET.until}
            options={timesWith(quiet?.until, format)}
          />
        </div>
        <Checkboxes
          name="wanted"
          label={t('messages.wishes.wanted')}
          hint={t('messages.wishes.wantedHint')}
          values={stoppable.filter((template) => !stopped.includes(template))}
          options={stoppable.map((template) => ({ value: template, text: t(`messages.templates.${template}`) }))}
        />
        <Button>{t('messages.wishes.save')}</Button>
      </Form>
    </>
  )
}

/** The times to choose from, also one that another program has set. */
function timesWith(time: string | undefined, format: Format) {
  const times = time === undefined || HALF_HOURS.includes(time) ? HALF_HOURS : [time, ...HALF_HOURS]
  return times.map((value) => ({ value, text: format.timeOfDay(value) }))
}
