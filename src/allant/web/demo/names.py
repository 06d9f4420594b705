"""First and last names of the fictional people: as varied in origin as those whom platforms receive."""


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _each(
    """
    Sandrine Nathalie Céline Stéphanie Aurélie Émilie Virginie Laetitia Sabrina Jennifer Mélanie Élodie
    Audrey Jessica Laura Marine Pauline Manon Océane Léa Chloé Camille Mathilde Anaïs Morgane Gwenaëlle
    Maëlle Solène Fanny Coralie Fatima Khadija Yasmina Samira Nora Leïla Naïma Soraya Houria Malika
    Amina Zineb Safia Lamia Rachida Aïssatou Fatoumata Mariama Awa Aminata Kadiatou Bintou Coumba Grâce
    Merveille Divine Rokhaya Hawa Djénéba Maria Ana Sofia Carla Elena Ioana Mihaela Oksana Iryna
    Svetlana Katarzyna Agnieszka Jelena Vesna Thi-Mai Linh Mei Priya Shanthi Lakshmi Noor Ayşe Elif
    Zeynep Fatma Soumia Rosalie Marie-Ange Josiane Ghislaine Manuella Inès Lina Sarah Myriam Esther
    Rebecca Taïna Vaea Hina Ketty Murielle
    """
)
MEN = _each(
    """
    Christophe Stéphane Laurent Frédéric Sébastien Nicolas Julien Guillaume Mickaël Jérémy Kévin Anthony
    Dylan Jordan Alexandre Maxime Thomas Quentin Valentin Lucas Hugo Théo Enzo Nathan Florian Romain
    Damien Cédric Ludovic Fabrice Mohamed Karim Rachid Mehdi Yacine Sofiane Nabil Hamza Bilal Ilyes
    Abdelkader Mourad Farid Tarek Ismaël Mamadou Ousmane Ibrahima Cheikh Moussa Amadou Souleymane
    Boubacar Seydou Christ-Vie Dieudonné Patrick-Junior Yao João Paulo Manuel Carlos Andrei Ionuț Mihai
    Oleksandr Dmytro Piotr Marek Goran Besnik Arben Minh Quang Wei Rajesh Suresh Imran Ahmadzai Mehmet
    Emre Yusuf Ali Omar Samuel Élie David Gaël Loïc Yann Teva Manua Jean-Luc Jean-Baptiste Eddy Rodrigue
    Steeve Wilfried
    """
)
LAST_NAMES = _each(
    """
    Martin Bernard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garnier Faure Rousseau
    Blanchet Guérin Muller Henry Roussel Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer
    Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez
    Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud
    Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume
    Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet
    Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles
    Benali Belkacem Bouzid Haddad Khelifi Mansouri Saïdi Ziani Cherif Hamidi Ouali Amrani Bensaïd
    Meziane Brahimi Diallo Traoré Konaté Camara Touré Sylla Diarra Cissé Ndiaye Fall Diop Kouassi Mbala
    Nzuzi Tchamba Ouédraogo Fernandes Da-Silva Pereira Gonçalves Costa Popescu Ionescu Kovalenko
    Bondarenko Kowalski Nowak Petrović Hoxha Nguyen Tran Pham Chen Zhang Kumar Sivakumar Ahmadi Rahimi
    Yılmaz Kaya Demir Öztürk Hoareau Grondin Teriitahi
    """
)
