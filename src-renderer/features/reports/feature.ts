import Assessment from '@mui/icons-material/AssessmentOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/reports',
    label: 'reports:title',
    icon: Assessment,
    group: 'oversight',
    order: 1,
    permission: 'report.read'
  },
  routes: [
    { path: 'reports', lazy: async () => ({ Component: (await import('./reports-page.tsx')).ReportsPage }) },
    { path: 'reports/:report', lazy: async () => ({ Component: (await import('./report-page.tsx')).ReportPage }) }
  ]
}
