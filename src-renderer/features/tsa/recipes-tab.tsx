import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { recipeOf, recipeTools, type RecipeTool } from './recipes.ts'
import type { TabProps } from './service-page.tsx'

/** Ready commands for the tools that people sign with. */
export function RecipesTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('tsa')
  const [tool, setTool] = useState<RecipeTool>('openssl')
  const text = recipeOf(tool, service.address ?? `http://tsa.example.org${service.path}`)
  return (
    <Section title={t('recipes.title')} lead={t('recipes.lead')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
        {service.address === null && <Alert severity="warning">{t('unreachable')}</Alert>}
        <Tabs
          value={tool}
          aria-label={t('recipes.tools')}
          variant="scrollable"
          allowScrollButtonsMobile
          onChange={(_, next: RecipeTool) => {
            setTool(next)
          }}
        >
          {recipeTools.map((name) => (
            <Tab
              key={name}
              value={name}
              label={t(`recipes.${name}`)}
              id={`recipe-tab-${name}`}
              aria-controls={`recipe-${name}`}
            />
          ))}
        </Tabs>
        <Box
          role="tabpanel"
          id={`recipe-${tool}`}
          aria-labelledby={`recipe-tab-${tool}`}
          sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}
        >
          <Typography variant="body2" color="textSecondary">
            {t(`recipes.about.${tool}`)}
          </Typography>
          <Box
            sx={{
              display: 'flex',
              minWidth: 0,
              alignItems: 'start',
              border: 1,
              borderColor: 'divider',
              borderRadius: 1
            }}
          >
            <Box
              component="pre"
              tabIndex={0}
              role="region"
              aria-label={t(`recipes.${tool}`)}
              sx={{
                m: 0,
                p: 3,
                flex: 1,
                minWidth: 0,
                fontFamily: monospace,
                fontSize: 12.5,
                lineHeight: '20px',
                overflow: 'auto'
              }}
            >
              {text}
            </Box>
            <CopyButton value={text} label={t('recipes.copy')} />
          </Box>
        </Box>
      </Box>
    </Section>
  )
}
