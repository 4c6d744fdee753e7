import Exchange from '@mui/icons-material/CableOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/wire',
    label: 'wire:title',
    icon: Exchange,
    group: 'tools',
    order: 4,
    permission: 'wire.inspect'
  },
  routes: [
    { path: 'wire', lazy: async () => ({ Component: (await import('./wire-page.tsx')).WirePage }) },
    { path: 'wire/:id', lazy: async () => ({ Component: (await import('./exchange-page.tsx')).WireExchangePage }) }
  ]
}
