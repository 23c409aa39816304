// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putNotificationsPreferences = {
  language: { type: 'string', required: true, enum: ['en', 'hi'] },
  channels: { type: 'array', required: true, minItems: 1, maxItems: 3, items: { type: 'string', enum: ['sms', 'mail', 'in-app'] } },
  from: { type: 'string', required: true, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
  until: { type: 'string', required: true, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
  stopped: { type: 'array', required: true, maxItems: 50, items: { type: 'string', enum: ['appointment-booked', 'appointment-moved', 'appointment-cancelled', 'appointment-cancelled-by-centre', 'appointment-reminder-day', 'appointment-reminder-hours', 'appointment-missed', 'appointment-displaced', 'appointments-displaced', 'appointment-kept', 'waiting-offer', 'waiting-over', 'day-changed', 'next-dose-due', 'walk-in-seated', 'emergency-access', 'result-ready', 'result-corrected', 'specimen-again', 'critical-result', 'account-new-device', 'account-password', 'account-phone', 'account-mail', 'account-sign-ins-ended', 'account-role', 'account-passkey', 'account-second-factor', 'account-second-factor-reset', 'account-outside-account', 'account-closing', 'account-kept'] } },
} as const
