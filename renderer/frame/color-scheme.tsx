// Follows the preference for dark, light or the system's choice.
import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { usePreferences } from '../store/preferences';

export function ColorScheme() {
  const { setColorScheme } = useMantineColorScheme();
  const wanted = usePreferences((state) => state.value?.theme);
  useEffect(() => {
    if (wanted) setColorScheme(wanted === 'system' ? 'auto' : wanted);
  }, [wanted, setColorScheme]);
  return null;
}
