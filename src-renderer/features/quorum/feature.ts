import Groups from '@mui/icons-material/HowToRegOutlined'
import type { Feature } from '../../feature.ts'

export const feature: Feature = {
  rail: {
    path: '/approvals',
    label: 'quorum:title',
    icon: Groups,
    group: 'work',
    order: 4,
    permission: null,
    badge: 'approvals-waiting'
  },
  routes: [
    { path: 'approvals', lazy: async () => ({ Component: (await import('./approvals-page.tsx')).ApprovalsPage }) },
    { path: 'approvals/:id', lazy: async () => ({ Component: (await import('./proposal-page.tsx')).ProposalPage }) }
  ]
}
