import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { EmptyState } from '../display/empty-state.tsx'

/** An address that no screen has. */
export function NotFound(): ReactElement {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const action = useMemo(
    () => ({ id: 'home', label: t('notFound.action'), run: () => void navigate('/') }),
    [t, navigate]
  )
  return <EmptyState title={t('notFound.title')} text={t('notFound.text')} action={action} />
}
