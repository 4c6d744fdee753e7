import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useSession } from '../../state/session.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { serviceKinds } from './kinds.ts'

/** The first decision about a new service: which protocol its clients speak. */
export function NewServicePage(): ReactElement {
  const { t } = useTranslation('services')
  const { permissions } = useSession().operator
  return (
    <Page title={t('new.title')} lead={t('new.lead')} width="form">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {serviceKinds.map(({ id, icon: Icon, label, purpose, create }) =>
          create === undefined || !permissions.includes(create.may) ? null : (
            <li key={id}>
              <ButtonBase
                component={RouterLink}
                to={create.to}
                sx={{
                  display: 'flex',
                  gap: 4,
                  width: '100%',
                  justifyContent: 'flex-start',
                  textAlign: 'left',
                  p: 4,
                  border: 1,
                  borderColor: 'divider',
                  borderRadius: 1,
                  bgcolor: 'background.paper',
                  '&:hover, &:focus-visible': { borderColor: 'primary.main' }
                }}
              >
                <Icon color="primary" aria-hidden />
                <Box>
                  <Typography sx={{ fontWeight: 600 }}>{t(label)}</Typography>
                  <Typography variant="body2" color="textSecondary">
                    {t(purpose)}
                  </Typography>
                </Box>
              </ButtonBase>
            </li>
          )
        )}
      </Box>
    </Page>
  )
}
