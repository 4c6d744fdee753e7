import Icon from '@mui/icons-material/Add'
import { expect, test } from 'vitest'
import type { RailEntry, RailGroup, RailGroupId } from '../../feature.ts'
import { groupOf } from './rail-state.ts'

const entry = (path: string, group: RailGroupId): RailEntry => ({
  path,
  label: 'ui:none',
  icon: Icon,
  group,
  order: 1,
  permission: null
})
const groups: readonly RailGroup[] = [
  { id: 'work', heading: null, entries: [entry('/requests', 'work')] },
  {
    id: 'enrolment',
    heading: { label: 'ui:none', icon: Icon },
    entries: [entry('/services', 'enrolment'), entry('/enrolment-links', 'enrolment')]
  }
]

test.each([
  ['/services', 'enrolment'],
  ['/services/acme/5', 'enrolment'],
  ['/enrolment-links/new', 'enrolment'],
  ['/requests/7', 'work'],
  // Another screen whose address begins with the same letters.
  ['/services-of-others', null],
  ['/', null]
] as const)('the screen %s belongs to the group %s', (pathname, expected) => {
  expect(groupOf(groups, pathname)).toBe(expected)
})
