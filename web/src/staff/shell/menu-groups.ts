// The groups of the staff's menu, apart from the table of pages, which every citizen loads.

/** In the order of the menu. `day` has no heading. */
export const MENU_GROUPS = [
  'day',
  'money',
  'plan',
  'supply',
  'records',
  'figures',
  'linking',
  'places',
  'watch',
] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]
