import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/tokens',
    label: 'ui:tokens.title',
    icon: VpnKey,
    group: 'authorities',
    order: 2,
    permission: 'token.read'
  },
  routes: [
    { path: 'tokens', lazy: async () => ({ Component: (await import('./tokens-page.tsx')).TokensPage }) },
    { path: 'tokens/one', lazy: async () => ({ Component: (await import('./token-page.tsx')).TokenPage }) },
    { path: 'tokens/modules', lazy: async () => ({ Component: (await import('./modules-page.tsx')).ModulesPage }) },
    { path: 'tokens/doctor', lazy: async () => ({ Component: (await import('./doctor-page.tsx')).DoctorPage }) }
  ]
}
