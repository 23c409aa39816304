// Says what each role may do with tests: order them, take specimens, enter and authorise results, keep menus.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['order.read'],
  doctor: [
    ...(['order.place', 'order.cancel', 'order.read', 'result.read', 'result.authorise'] as const),
    ...(['critical.read', 'critical.acknowledge'] as const),
  ],
  nurse: ['order.read', 'specimen.collect'],
  reception: ['order.place', 'order.cancel', 'order.list'],
  'lab-technician': [
    ...(['order.read', 'specimen.collect', 'specimen.receive', 'result.enter', 'result.authorise'] as const),
    ...(['critical.read', 'critical.tell', 'laboratory.work'] as const),
  ],
  'centre-admin': ['menu.manage', 'critical.read', 'laboratory.oversee'],
  'chain-admin': ['menu.manage'],
  'national-admin': ['catalogue.manage'],
})
