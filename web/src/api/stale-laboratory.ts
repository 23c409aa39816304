// The answers that the writes of laboratories make stale: they are no longer true after them.
import type { Reading, Writing } from './client.ts'

const ORDERS = [
  'GET /v1/diagnostics/orders',
  'GET /v1/diagnostics/orders/{orderId}',
  'GET /v1/diagnostics/desk',
  'GET /v1/diagnostics/worklists',
  'GET /v1/diagnostics/worklists/{list}',
  'GET /v1/diagnostics/specimens/{accession}',
] as const
const CRITICALS = ['GET /v1/diagnostics/criticals'] as const
const COURSES = ['GET /v1/diagnostics/courses'] as const
const COUNTS = ['GET /v1/diagnostics/worklists'] as const
const INBOX = ['GET /v1/diagnostics/inbox'] as const
const STUCK = ['GET /v1/diagnostics/stuck'] as const
const TESTS = ['GET /v1/diagnostics/tests', 'GET /v1/diagnostics/tests/{code}'] as const

export const laboratory = {
  'PUT /v1/diagnostics/tests/{code}': TESTS,
  'POST /v1/diagnostics/tests/{code}/ranges': TESTS,
  'PUT /v1/diagnostics/menus/{facilityId}/{code}': TESTS,
  'PUT /v1/diagnostics/laboratories/{facilityId}': ['GET /v1/diagnostics/laboratories/{facilityId}'],
  'POST /v1/diagnostics/orders': ORDERS,
  'POST /v1/diagnostics/orders/{orderId}/cancellation': ORDERS,
  'POST /v1/diagnostics/orders/{orderId}/specimens': ORDERS,
  'POST /v1/diagnostics/specimens/{specimenId}/receipt': ORDERS,
  'POST /v1/diagnostics/specimens/{specimenId}/rejection': ORDERS,
  'PUT /v1/diagnostics/orders/{orderId}/lines/{line}/result': ORDERS,
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/voiding': ORDERS,
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/authorisation': [...ORDERS, ...CRITICALS, ...INBOX, ...COURSES],
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/correction': [...ORDERS, ...CRITICALS, ...INBOX, ...COURSES],
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/telling': CRITICALS,
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/acknowledgement': [...CRITICALS, ...COUNTS],
  'POST /v1/diagnostics/orders/{orderId}/reading': INBOX,
  'POST /v1/diagnostics/orders/{orderId}/repetition': STUCK,
  'POST /v1/diagnostics/orders/{orderId}/settlement': STUCK,
} as const satisfies Partial<Record<Writing, readonly Reading[]>>
