import Search from '@mui/icons-material/PageviewOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: { path: '/viewer', label: 'viewer:title', icon: Search, group: 'tools', order: 1, permission: 'viewer.use' },
  routes: [{ path: 'viewer', lazy: async () => ({ Component: (await import('./viewer-page.tsx')).ViewerPage }) }]
}
