import People from '@mui/icons-material/PeopleOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/operators',
    label: 'operators:title',
    icon: People,
    group: 'oversight',
    order: 3,
    permission: 'operator.read'
  },
  routes: [
    { path: 'operators', lazy: async () => ({ Component: (await import('./operators-page.tsx')).OperatorsPage }) }
  ]
}
