import Science from '@mui/icons-material/ScienceOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/simulator',
    label: 'simulator:title',
    icon: Science,
    group: 'tools',
    order: 3,
    permission: 'request.read'
  },
  routes: [
    { path: 'simulator', lazy: async () => ({ Component: (await import('./simulator-page.tsx')).SimulatorPage }) }
  ]
}
