import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Page } from './page.tsx';
import './style/colours.css';
import './style/frame.css';
import './style/messages.css';
import './style/blocks.css';
import './style/box.css';
import './style/world.css';
import './style/form.css';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no place for the page.');
createRoot(place).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
