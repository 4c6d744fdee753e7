import Add from '@mui/icons-material/Add'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSession } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { serviceKinds } from './kinds.ts'

/** Every service of this installation for protocol clients, kind by kind. */
export function ServicesPage(): ReactElement {
  const { t } = useTranslation('services')
  const navigate = useNavigate()
  const { permissions } = useSession().operator
  const actions = useMemo<readonly Action[]>(
    () =>
      serviceKinds.some(({ create }) => create !== undefined && permissions.includes(create.may))
        ? [
            {
              id: 'service.create',
              label: t('add'),
              icon: Add,
              tone: 'primary' as const,
              run: () => void navigate('/services/new')
            }
          ]
        : [],
    [t, navigate, permissions]
  )
  useActions(actions)
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions}>
      {serviceKinds.map(({ id, label, purpose, List }) => (
        <Section key={id} title={t(label)} lead={t(purpose)} flush>
          <List />
        </Section>
      ))}
    </Page>
  )
}
