import FactCheck from '@mui/icons-material/FactCheckOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/audit',
    label: 'audit:title',
    icon: FactCheck,
    group: 'oversight',
    order: 2,
    permission: 'audit.read'
  },
  routes: [
    { path: 'audit', lazy: async () => ({ Component: (await import('./audit-page.tsx')).AuditPage }) },
    { path: 'audit/anchors', lazy: async () => ({ Component: (await import('./anchors-page.tsx')).AnchorsPage }) }
  ]
}
