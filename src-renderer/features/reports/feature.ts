import Assessment from '@mui/icons-material/AssessmentOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/reports',
    label: 'reports:title',
    icon: Assessment,
    group: 'records',
    order: 1.5,
    permission: 'report.read'
  },
  routes: [
    { path: 'reports', lazy: async () => ({ Component: (await import('./reports-page.tsx')).ReportsPage }) },
    { path: 'reports/:report', lazy: async () => ({ Component: (await import('./report-page.tsx')).ReportPage }) }
  ]
}
